"""How fast a plan is played, and against what: `python -m benchmarks.world` prints a table and, last, a line of JSON.

Four questions. How long does a plan of 90 days, six platforms and 150 posts take in 200 worlds, how much of that is the
drawing of random numbers, which nothing can go below, and how much memory? Does it cost more for an audience of a
million? How long does the same law take person by person, in NumPy and as a Mesa model? What does an import cost?

Medians over repeats, with the least and the most. What is compared takes turns, so that a busy minute of the machine
hits both sides; only Mesa, which takes longest, comes after the others.
"""

import argparse
import gc
import json
import subprocess
import sys
import time
from dataclasses import dataclass, field
from importlib.util import find_spec

import numpy as np

from benchmarks.measuring import figure, on_which_machine, peak_megabytes, row, title, turns
from simulations.world.agents import publish_by_agents, with_middling_luck
from simulations.world.content import Effects
from simulations.world.draws import Floats, Worlds
from simulations.world.parameters import values
from simulations.world.platforms import platform_slugs
from simulations.world.platforms.chances import Chances
from simulations.world.platforms.post import Account, Publication
from simulations.world.platforms.publishing import publish
from simulations.world.play import play
from simulations.world.reference import busy_plan, busy_setting

DAYS, ON = 90, "gongzhonghao"
POST = Publication("post", day=3, hour=20, effects=Effects())
MODULES = ("numpy", "simulations", "simulations.world.play")


@dataclass(frozen=True)
class Sizes:
    """How much is measured."""

    worlds: int = 200
    posts: int = 150
    repeats: int = 7
    small: int = 10_000  # followers
    large: int = 1_000_000
    mesa_followers: tuple[int, ...] = (10_000, 30_000, 100_000)
    mesa_repeats: int = 5


SMOKE = Sizes(worlds=2, posts=6, repeats=1, large=20_000, mesa_followers=(500, 1_000, 2_000), mesa_repeats=1)


@dataclass(frozen=True)
class Noting(Worlds):
    """Worlds that note which uniforms were asked for."""

    asked: list[tuple[str, str, int]] = field(default_factory=list, hash=False)

    def uniforms(self, post: str, stream: str, width: int = 1) -> Floats:
        """Uniforms as ever."""
        self.asked.append((post, stream, width))
        return super().uniforms(post, stream, width)


def whole_plan(sizes: Sizes) -> float:
    """Seconds of the plan in all worlds; beside it the random numbers alone, and memory."""
    title(f"A plan of {DAYS} days, {len(platform_slugs())} platforms and {sizes.posts} posts in {sizes.worlds} worlds")
    plan, setting, worlds = busy_plan(sizes.posts), busy_setting(), Noting(b"benchmark", sizes.worlds)
    play(plan, setting, worlds)
    asked, plain = list(worlds.asked), Worlds(b"benchmark", sizes.worlds)
    cpu: list[float] = []

    def played() -> None:
        start = time.process_time()
        play(plan, setting, plain)
        cpu.append(time.process_time() - start)

    def drawn() -> None:
        for key in asked:
            plain.uniforms(*key)

    whole, uniforms = turns(sizes.repeats, played, drawn)
    took = row("wall time", whole)
    row("CPU time of all threads", cpu[1:])
    floor = row("random numbers alone, same keys and widths (the floor)", uniforms)
    figure("share of random numbers", 100 * floor / took, "%")
    figure("uniforms drawn in all", sizes.worlds * sum(width for *_, width in asked))
    of_posts = sum(width for post, _, width in asked if post.startswith("post/"))
    figure("of these a post and world", of_posts / sizes.posts)
    figure("time a post and world", 1e6 * took / sizes.posts / sizes.worlds, "us")
    figure("peak memory", peak_megabytes(lambda: play(plan, setting, plain)), "MB")
    return took


def flatness(sizes: Sizes) -> float:
    """How many times as long the plan takes for a large audience as for a small one."""
    title("The same plan for a small and a large audience")
    plan, worlds = busy_plan(sizes.posts), Worlds(b"benchmark", sizes.worlds)
    both = turns(
        sizes.repeats,
        lambda: play(plan, busy_setting(sizes.small), worlds),
        lambda: play(plan, busy_setting(sizes.large), worlds),
    )
    small = row(f"{sizes.small:,} followers a platform", both[0])
    large = row(f"{sizes.large:,} followers a platform", both[1])
    figure("ratio", large / small)
    return large / small


def met_by(followers: int) -> Chances:
    """A middling post as the people of an account of that size meet it."""
    return with_middling_luck(POST, Account(followers), ON, values(ON))


def person_by_person(sizes: Sizes) -> float | None:
    """How many times as long Mesa takes for a post of a large account as the law in counts; None without Mesa."""
    title(f"One post of an account of {sizes.large:,} followers ({ON}): in counts, and person by person")
    many, one = Worlds(b"benchmark", sizes.worlds), Worlds(b"benchmark", 1)
    met, rng = met_by(sizes.large), np.random.default_rng(1)
    in_many, in_one, by_agents = turns(
        sizes.repeats,
        lambda: publish(POST, Account(sizes.large), many, on=ON),
        lambda: publish(POST, Account(sizes.large), one, on=ON),
        lambda: publish_by_agents(met, values(ON), rng),
    )
    per_world = row(f"counts, a world of {sizes.worlds} played at once", [t / sizes.worlds for t in in_many], 1e6, "us")
    alone = row("counts, one world alone", in_one, 1e6, "us")
    people = int(met.people.sum())
    numpy_took = row(f"NumPy, a Bernoulli draw a person ({people:,} shown the post)", by_agents)
    figure("ratio of NumPy to counts, a world of many", numpy_took / per_world)
    figure("ratio of NumPy to counts, one world alone", numpy_took / alone)
    figure(
        "peak memory, counts, all worlds",
        peak_megabytes(lambda: publish(POST, Account(sizes.large), many, on=ON)),
        "MB",
    )
    figure("peak memory, NumPy, one world", peak_megabytes(lambda: publish_by_agents(met, values(ON), rng)), "MB")
    if find_spec("mesa") is None:
        print("Mesa is missing: pip install mesa")
        return None
    mesa_took = in_mesa(sizes, people)
    figure("ratio of Mesa to counts, a world of many (reported)", mesa_took / per_world)
    figure("ratio of Mesa to counts, one world alone", mesa_took / alone)
    figure("ratio of Mesa to NumPy", mesa_took / numpy_took)
    return mesa_took / per_world


def in_mesa(sizes: Sizes, people: int) -> float:
    """Seconds that a Mesa model would take for so many people, by a line through what it can finish.

    The line goes through the fastest run of each size, and making the people is left out: both in Mesa's favour.

    Raises
    ------
    SystemExit
        If the model does not do what the law says: readers further from their expectation than five standard errors.
    """
    from benchmarks.mesa_post import Publishing

    shown, made, stepped = [], [], []
    for followers in sizes.mesa_followers:
        met, makes, steps, reads = met_by(followers), [], [], []
        people_now = int(met.people.sum())
        for repeat in range(sizes.mesa_repeats):
            gc.collect()
            start = time.perf_counter()
            model = Publishing(met, ON, np.random.default_rng(followers + repeat))
            begun = time.perf_counter()
            model.run()
            makes.append(begun - start)
            steps.append(time.perf_counter() - begun)
            reads.append(model.direct)
        row(f"Mesa, {followers:,} followers, {people_now:,} people: steps", steps)
        expected = float((met.people * met.read).sum())
        spread = float(np.sqrt((met.people * met.read * (1 - met.read)).sum() / sizes.mesa_repeats))
        print(f"    direct readers {np.mean(reads):.1f}, expected {expected:.1f} with standard error {spread:.1f}")
        if abs(np.mean(reads) - expected) > 5 * spread:
            raise SystemExit(f"The Mesa model's readers ({np.mean(reads)}) are not those of the law ({expected}).")
        shown.append(people_now)
        made.append(min(makes))
        stepped.append(min(steps))
    slope, start_up = np.polyfit(shown, stepped, 1)
    off = float(np.max(np.abs(np.polyval([slope, start_up], shown) / stepped - 1)))
    figure("time a person: steps", 1e6 * slope, "us")
    figure("time a person: making the agent", 1e6 * float(np.polyfit(shown, made, 1)[0]), "us")
    figure("largest deviation from the line through these sizes", 100 * off, "%")
    met = met_by(sizes.mesa_followers[-1])
    used = peak_megabytes(lambda: Publishing(met, ON, np.random.default_rng(1)))
    figure(f"peak memory, Mesa, {people:,} people (EXTRAPOLATED)", used * people / shown[-1], "MB")
    took = float(slope * people + start_up)
    figure(f"Mesa, {people:,} people (EXTRAPOLATED): steps", took, "s")
    return took


def imports(sizes: Sizes) -> float:
    """How many times as long `import simulations` takes as `import numpy`, each in processes of its own."""
    title("Imports, each in a fresh process, start of Python not counted")
    times: dict[str, list[float]] = {module: [] for module in MODULES}
    for repeat in range(sizes.repeats + 1):
        for module in MODULES:
            code = f"import time; start = time.perf_counter(); import {module}; print(time.perf_counter() - start)"
            run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8")
            if repeat:
                times[module].append(float(run.stdout))
    took = {module: row(f"import {module}", times[module], 1e3, "ms") for module in MODULES}
    figure("ratio of simulations to numpy", took["simulations"] / took["numpy"])
    figure("ratio of simulations.world.play to numpy", took["simulations.world.play"] / took["numpy"])
    return took["simulations"] / took["numpy"]


def main(arguments: list[str] | None = None) -> None:
    """Measure everything and print it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.world", description=__doc__.partition("\n")[0])
    parser.add_argument("--smoke", action="store_true", help="tiny sizes: only to see that it runs")
    smoke = parser.parse_args(arguments).smoke
    if not smoke and find_spec("mesa") is None:
        raise SystemExit("Mesa is missing, and one side of the comparison with it: pip install mesa")
    sizes = SMOKE if smoke else Sizes()
    on_which_machine()
    figures = {
        "seconds_200_worlds": whole_plan(sizes),
        "ratio_mesa": person_by_person(sizes),
        "flatness": flatness(sizes),
        "import_ratio": imports(sizes),
    }
    print()
    print(json.dumps({name: None if value is None else float(f"{value:.4g}") for name, value in figures.items()}))


if __name__ == "__main__":
    main()
