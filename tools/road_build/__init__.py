"""Road playbooks from the road network, the river playbooks and the tables beside."""
