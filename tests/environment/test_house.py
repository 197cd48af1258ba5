"""The picture of the house, drawn out of the code's imports."""

import re
from graphlib import CycleError
from itertools import combinations
from xml.etree import ElementTree

import pytest
from course import house, places

POM = """<project xmlns="http://maven.apache.org/POM/4.0.0"><artifactId>generative-{name}</artifactId>
<dependencies>{needs}</dependencies></project>"""
NEED = "<dependency><groupId>{group}</groupId><artifactId>{name}</artifactId><scope>{scope}</scope></dependency>"


@pytest.fixture
def code(tmp_path):
    """Writes a Java file: code("shop", "road.map", "generative.wheel.Wheel") has that import."""
    def add(artifact, package, *imports, name="Some"):
        folder = tmp_path.joinpath(artifact, "java", "generative", *package.split("."))
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.java").write_text("".join(f"import {one};\n" for one in imports))
        (tmp_path / artifact / "pom.xml").write_text(POM.format(name=artifact, needs=NEED.format(
            group="org.stone", name="stone", scope="compile") + NEED.format(
            group="org.stone.hard", name="hard", scope="runtime") + NEED.format(
            group="generative", name="generative-other", scope="compile") + NEED.format(
            group="org.check", name="check", scope="test")))
        return tmp_path
    return add


def test_the_committed_picture_is_the_codes():
    committed = (places.IMAGES / "house.svg").read_text(encoding="utf-8")
    assert committed == house.picture(places.SOURCES), 'run "python3 environment/course.py images" and commit the house'


def test_a_room_has_its_packages_and_uses_others(code):
    code("shop", "car", "generative.wheel.Wheel", "static generative.road.map.Map.map", "java.util.List", name="Car")
    code("shop", "car", name="package-info")
    code("shop", "car.race", "generative.car.Car")
    code("shop", "road.map")
    rooms = house.rooms(code("other", "wheel"))
    assert rooms["car"].files == {"": 1, "race": 1}
    assert rooms["car"].uses == {"wheel", "road"}
    assert rooms["wheel"].artifact == "other"
    assert rooms["car"].lines(["road", "wheel"]) == ["2 files, of them race 1", "uses road, wheel"]
    assert list(rooms)[-1] == "car"


def test_a_circle_of_rooms_has_no_picture(code):
    code("shop", "car", "generative.wheel.Wheel")
    with pytest.raises(CycleError, match="car.*wheel|wheel.*car"):
        house.rooms(code("shop", "wheel", "generative.car.Car"))


def test_where_other_arrows_lead_anyway_there_is_none(code):
    code("shop", "wheel")
    code("shop", "car", "generative.wheel.Wheel")
    assert house.shown(house.rooms(code("shop", "race", "generative.car.Car", "generative.wheel.Wheel"))) == [
        ("car", "wheel"), ("race", "car")]


def test_an_artifact_needs_what_it_has_outside_of_tests(code):
    assert house.artifacts(code("shop", "car")) == {"shop": ("generative-shop", "needs org.stone, generative-other")}
    assert house.artifacts(places.SOURCES)["transport"] == ("generative-transport", "needs the JDK alone")


def test_every_arrow_points_up_and_runs_through_no_room():
    drawn = ElementTree.fromstring(house.picture(places.SOURCES))
    boxes = [[float(box.get(side)) for side in ("x", "y", "width", "height")]
             for box in drawn.findall("{*}rect[@class='room']")]
    assert not any(overlap(one, other) for one, other in combinations(boxes, 2))
    for arrow in drawn.findall("{*}path[@class='use']"):
        points = places_on(arrow.get("d"))
        heights = [y for _, y in points]
        assert heights == sorted(heights, reverse=True)
        assert not any(x < px < x + wide and y < py < y + high for px, py in points for x, y, wide, high in boxes)


def overlap(one, other):
    return all(one[i] < other[i] + other[i + 2] and other[i] < one[i] + one[i + 2] for i in (0, 1))


def places_on(path):
    """Points on a way of curves and uprights, close to each other."""
    points = []
    for letter, numbers in re.findall(r"([MCV])([\d. ]+)", path):
        ends = [float(number) for number in numbers.split()]
        if letter == "M":
            points.append(tuple(ends))
            continue
        x, y = points[-1]
        x1, y1, x2, y2, x3, y3 = ends if letter == "C" else (x, y, x, ends[0], x, ends[0])
        for t in (i / 50 for i in range(1, 51)):
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t ** 2 * (1 - t), t ** 3)
            points.append(tuple(round(sum(w * at for w, at in zip(weights, axis)), 3)
                                for axis in ((x, x1, x2, x3), (y, y1, y2, y3))))
    return points
