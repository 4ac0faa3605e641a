"""How the river playbooks are made from the shared facts and the tables beside this file."""
