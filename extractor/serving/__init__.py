"""What the service is made of, apart from its routes: worker processes, the answers they give, problems, limits.

Nothing here imports FastAPI, and only a worker process loads rules and spaCy.
"""
