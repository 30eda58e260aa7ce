"""The same use cases without a window: one module a group of commands.

Standard output holds results, standard error one line when something is wrong. Exit code 0: done; 1: not
done, for the reason in that line; 2: typed wrong.
"""
