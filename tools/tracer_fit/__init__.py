"""How dye passages become the dated table that the transport layer draws from."""
