"""The playbook desk: browse, edit, compare and approve the playbooks of the office."""
