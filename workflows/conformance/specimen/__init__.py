"""A process made only to be tested: each way to sign, alone, beside other work and inside a sub-case."""
