"""Inspect's own suite for sandbox environments, on the box."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from inspect_ai.util import SandboxEnvironment
from inspect_ai.util._sandbox.self_check import *  # noqa: F403

from redblue.core.world import World
from redblue.evals.sandbox import BoxConfig, BoxEnvironment
from redblue.sandbox.bubblewrap import Bubblewrap

pytestmark = pytest.mark.slow
EXPECTED = {
    "test_exec_as_user": "a box has one user and no power to become another: SandboxUserUnsupportedError",
}
"""What a box cannot do, and why."""


@pytest.fixture
async def sandbox_env(request: pytest.FixtureRequest) -> AsyncIterator[SandboxEnvironment]:
    if reason := EXPECTED.get(request.node.originalname):
        request.applymarker(pytest.mark.xfail(reason=reason, strict=True))
    environment = BoxEnvironment(Bubblewrap(BoxConfig().limits), None, World().plant())
    yield environment
    await BoxEnvironment.sample_cleanup("task", None, {"default": environment}, interrupted=False)
