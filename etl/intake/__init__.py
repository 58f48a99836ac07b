"""Everything that comes in: what services are asked for, what lies in the drop folder, what is added to it."""
