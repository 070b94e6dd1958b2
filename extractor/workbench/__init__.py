"""The workbench: write, test, explain and compare rules. Nothing here is on the way of an article."""
