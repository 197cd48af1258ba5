"""The command that installs what a machine lacks, by operating system."""

import os
import platform
import shutil

WINDOWS = os.name == "nt"
MAC = platform.system() == "Darwin"

REMEDIES = {  # by what installs packages here
    "apt-get": {"jdk": "sudo apt-get install openjdk-21-jdk (Debian 12: openjdk-17-jdk)",
                "maven": "sudo apt-get install maven",
                "venv": "sudo apt-get install python3-venv",
                "python": "sudo apt-get install python3 python3-venv",
                "fonts": "sudo apt-get install fontconfig fonts-dejavu-core",
                "browser": "sudo apt-get install chromium"},
    "dnf": {"jdk": "sudo dnf install java-21-openjdk-devel", "maven": "sudo dnf install maven",
            "venv": "sudo dnf install python3-pip", "python": "sudo dnf install python3",
            "fonts": "sudo dnf install fontconfig dejavu-sans-fonts", "browser": "sudo dnf install chromium"},
    "pacman": {"jdk": "sudo pacman -S jdk21-openjdk", "maven": "sudo pacman -S maven",
               "venv": "sudo pacman -S python", "python": "sudo pacman -S python",
               "fonts": "sudo pacman -S fontconfig ttf-dejavu", "browser": "sudo pacman -S chromium"},
    "brew": {"jdk": "brew install openjdk@21", "maven": "brew install maven", "venv": "brew install python",
             "python": "brew install python", "fonts": "brew install font-dejavu",
             "browser": "brew install --cask google-chrome"},
    "winget": {"jdk": "winget install EclipseAdoptium.Temurin.21.JDK",
               "maven": "choco install maven (or unpack Maven's zip and put its bin folder into PATH)",
               "venv": "winget install Python.Python.3.12", "python": "winget install Python.Python.3.12",
               "fonts": "(Windows brings its own)", "browser": "winget install Google.Chrome"},
}


def remedy(what):
    """The command that installs jdk, maven, venv, python, fonts or browser on this operating system."""
    if WINDOWS:
        return REMEDIES["winget"][what]
    if MAC:
        return REMEDIES["brew"][what]
    installer = next((name for name in ("apt-get", "dnf", "pacman") if shutil.which(name)), "apt-get")
    return REMEDIES[installer][what]
