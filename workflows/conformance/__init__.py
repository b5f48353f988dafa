"""Whether the processes in code are those of the specification, cell by cell. Reads; it changes nothing."""
