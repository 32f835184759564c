from __future__ import annotations

import pytest

from redblue.core.world import HttpService, PlantedFile, PlantedProcess, World

WORLD = World(
    draws={"secret": "token", "port": "digits"},
    files=(
        PlantedFile(path="/etc/secret", content="key={{secret}}", target=True),
        PlantedFile(path="/etc/other", content="{{port}}"),
    ),
    processes=(PlantedProcess(name="nginx", target=True),),
    services=(HttpService(name="web"),),
)


def test_each_run_draws_afresh() -> None:
    first, second = WORLD.plant(), WORLD.plant()
    assert first.values["secret"] != second.values["secret"]
    assert first.world.files[0].content == f"key={first.values['secret']}"
    assert first.world.files[1].content == first.values["port"]


def test_without_targets_leaves_the_rest() -> None:
    rest = WORLD.without_targets()
    assert [file.path for file in rest.files] == ["/etc/other"]
    assert not rest.processes
    assert rest.services


def test_value_that_is_not_drawn_is_an_error() -> None:
    with pytest.raises(ValueError, match="secret"):
        World(files=(PlantedFile(path="/a", content="{{secret}}"),)).plant()


def test_wrong_key_is_an_error() -> None:
    with pytest.raises(ValueError, match="pth"):
        PlantedFile.model_validate({"pth": "/a"})
