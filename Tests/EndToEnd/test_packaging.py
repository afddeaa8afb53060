"""What is laid out for other machines: the units of systemd, the image, the list of libraries."""
import os
import re
import shlex
import subprocess
import sys

import pytest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from process import BINARY, ROOT, run  # noqa: E402

PACKAGE = re.compile(r"^[a-z0-9][a-z0-9.+-]+$")


def packages(text, start, end):
    """The packages that an apt-get line installs."""
    words = text[text.index(start) + len(start):].split(end)[0].replace("\\", " ").split()
    return {word for word in words if PACKAGE.match(word)}


def said(*words):
    return subprocess.run(words, capture_output=True, text=True).stdout


IMAGE = packages((ROOT / "Dockerfile").read_text().split("bookworm-slim")[1], "--no-install-recommends", "&&")
MANUAL = packages((ROOT / "docs/operate/install.md").read_text(), "apt-get install", "```")


def test_manual_and_image_name_the_same_libraries():
    """the manual and the image install the same, but for the tools with which the image backs PostgreSQL up"""
    assert IMAGE - {"postgresql-client"} == MANUAL


def test_every_library_of_the_binary_is_installed_with_them():
    """each library that the program loads comes with a package of the list, or with what that needs"""
    needs = dict(line.split("\t", 1) for line in said("dpkg-query", "-W", "-f", "${Package}\t${Depends}\n").splitlines())
    there = {"libc6", "libstdc++6", "libgcc-s1"}
    waiting = list(MANUAL)
    while waiting:
        name = waiting.pop()
        if name in there:
            continue
        there.add(name)
        waiting += [re.sub(r"[ (:|].*", "", need.strip()) for need in needs.get(name, "").split(",") if need.strip()]
    # What comes with the toolchain lies in the program itself, once it is built for release.
    loaded = [name for name, path in re.findall(r"(\S+) => (\S+)", said("ldd", BINARY)) if "swift" not in path]
    assert "libmicrohttpd.so.12" in loaded
    owners = said("dpkg-query", "-S", *(f"*/{name}" for name in loaded)).splitlines()
    for name in loaded:
        packages = {line.split(":")[0] for line in owners if line.endswith("/" + name)}
        assert packages & there, f"{name} comes with {packages or 'no package'}, which nothing installs"


@pytest.mark.parametrize("unit", ["loam.service", "loam-work.service"])
def test_unit_starts_what_there_is(unit):
    """a unit's command is one that the program knows, and a faulty configuration is not tried again"""
    text = (ROOT / "deploy" / unit).read_text()
    words = shlex.split(re.search(r"^ExecStart=(.*)$", text, re.M).group(1))
    assert words[0] == "/usr/local/bin/loam"
    done = run(*words[1:], check=False, environment={"LOAM_SLOTS": "many"})
    assert done.returncode == 64
    assert re.search(r"RestartPreventExitStatus=64\b", text)
    assert "has a fault" in done.stderr and "LOAM_SLOTS" in done.stderr, done.stderr
    home = re.search(r"^WorkingDirectory=(.*)$", text, re.M).group(1)
    assert words[words.index("--data") + 1] == home, "what the unit may write to is where the data is"


def test_image_is_set_up_by_keys_that_there_are():
    """the variables of the image are keys of the configuration"""
    line = re.search(r"^ENV (.*)$", (ROOT / "Dockerfile").read_text(), re.M).group(1)
    known = run("config", "--reference").stdout
    for setting in shlex.split(line):
        assert f"`{setting.split('=')[0]}`" in known
