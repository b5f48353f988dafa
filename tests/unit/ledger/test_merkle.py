"""Our Merkle tree beside an independent one, and its verifiers beside everything that is not a proof."""

import pytest
from pymerkle import InmemoryTree

from ledger.log import merkle

pytestmark = pytest.mark.embedded
MOST = 70
LEAVES = [merkle.leaf(b"%d" % n) for n in range(MOST)]


def at(level, index):
    return merkle.Edge(0).root() if level < 0 else _whole(LEAVES[index << level : index + 1 << level])


def _whole(hashes):
    edge = merkle.Edge()
    for digest in hashes:
        edge.push(digest)
    return edge.root()


@pytest.fixture(scope="module")
def oracle():
    tree = InmemoryTree(algorithm="sha256")
    for n in range(MOST):
        tree.append_entry(b"%d" % n)
    return tree


def test_roots_are_those_of_the_oracle(oracle):
    assert [_whole(LEAVES[:size]) for size in range(1, MOST)] == [oracle.get_root(size) for size in range(1, MOST)]
    assert _whole([]) == merkle.EMPTY


def test_an_edge_goes_on_where_it_stopped():
    for size in range(1, MOST - 1):
        edge = merkle.edge(size, at)
        assert edge.root() == _whole(LEAVES[:size])
        edge.push(LEAVES[size])
        assert edge.root() == _whole(LEAVES[: size + 1])


def test_inclusion_paths_are_those_of_the_oracle(oracle):
    for size in range(1, 40):
        for index in range(size):
            theirs = [bytes.fromhex(one) for one in oracle.prove_inclusion(index + 1, size).serialize()["path"]]
            assert theirs[1:] == merkle.inclusion(index, size, at) and theirs[0] == LEAVES[index]


def test_every_inclusion_proof_holds_and_none_holds_for_anything_else():
    for size in range(1, MOST, 3):
        root = _whole(LEAVES[:size])
        for index in range(size):
            path = merkle.inclusion(index, size, at)
            assert merkle.root_of(LEAVES[index], index, size, path) == root
            assert merkle.root_of(LEAVES[index - 1], index, size, path) != root or size == 1
            assert merkle.root_of(LEAVES[index], index, size, [*path, root]) is None
            assert merkle.root_of(LEAVES[index], size, size, path) is None
            for cut in range(len(path)):
                forged = [*path[:cut], merkle.EMPTY, *path[cut + 1 :]]
                assert merkle.root_of(LEAVES[index], index, size, forged) != root
                assert merkle.root_of(LEAVES[index], index, size, path[:cut]) != root


def test_every_consistency_proof_holds_and_none_holds_for_anything_else():
    for size in range(1, MOST):
        root = _whole(LEAVES[:size])
        for old in range(1, size + 1):
            before, path = _whole(LEAVES[:old]), merkle.consistency(old, size, at)
            assert merkle.extends(old, before, size, root, path)
            assert not merkle.extends(old, merkle.EMPTY, size, root, path)
            assert not merkle.extends(old, before, size, merkle.EMPTY, path)
            assert not merkle.extends(old, before, size, root, [*path, root])
            for cut in range(len(path)):
                assert not merkle.extends(old, before, size, root, [*path[:cut], merkle.EMPTY, *path[cut + 1 :]])
                assert not merkle.extends(old, before, size, root, [*path[:cut], *path[cut + 1 :]])
