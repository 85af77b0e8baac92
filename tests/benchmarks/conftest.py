"""What `run.py bench NAME` takes beside the name."""


def pytest_addoption(parser):
    parser.addoption("--size", type=int, help="how many people, for benchmarks that scale")
    parser.addoption("--pairs", help="a CSV file of real pairs of names to ask for")
    parser.addoption("--letters", type=int, help="how many letters wait to leave")
    parser.addoption("--kills", type=int, help="how many workers are killed meanwhile")
    parser.addoption("--workers", type=int, help="how many workers there are at a time")
