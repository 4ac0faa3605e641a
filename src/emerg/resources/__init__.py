"""What an office has to hand: depots, teams, machines and stock."""
