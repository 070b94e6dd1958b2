"""`chipwire batch` on as many articles as you like: what it takes, and that nothing is lost or done twice."""
