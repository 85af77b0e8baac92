"""What the child process knows: how to tell kinds of files apart, judge and draw them.

The child loads this package by itself, outside the application, so nothing in here imports
Django or anything above this folder.
"""
