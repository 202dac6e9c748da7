"""What a value must be to fit one of botocore's shapes. Finds what botocore itself would overlook."""

import re

# Members and values that AWS added after 2022: botocore 1.29 (Debian 12) does not know them yet.
NEWER_MEMBERS = {
    "ProjectDescription": {"Feature", "AutoUpdate"},
    "ProjectVersionDescription": {"VersionDescription", "Feature", "BaseModelVersion", "FeatureConfig"},
}
NEWER_VALUES = {"ProjectVersionStatus": {"DEPRECATED", "EXPIRED"}}

NUMBERS = {"integer": int, "long": int, "float": (int, float), "double": (int, float), "timestamp": (int, float)}


class ShapeRules:
    """Collects in `violations` what does not fit, and in `excused` what only a newer model knows."""

    def __init__(self):
        self.violations = []
        self.excused = set()

    def check(self, shape, value, path):
        kind = shape.type_name
        if kind == "structure":
            self._structure(shape, value, path)
        elif kind == "list":
            self._list(shape, value, path)
        elif kind == "map":
            self._map(shape, value, path)
        elif kind in NUMBERS:
            self._number(shape, value, path)
        elif kind == "boolean":
            self._expect(isinstance(value, bool), path, f"{value!r} is no boolean")
        elif kind == "string":
            self._string(shape, value, path)
        else:
            self._expect(False, path, f"there is no rule for a {kind}")

    def _structure(self, shape, value, path):
        if not self._expect(isinstance(value, dict), path, f"{value!r} is no structure"):
            return
        members = {it.serialization.get("name", name): it for name, it in shape.members.items()}
        for name in shape.required_members:
            self._expect(name in value, path, f"lacks {name}")
        for name, member in value.items():
            if name in members:
                self.check(members[name], member, f"{path}.{name}")
            elif name in NEWER_MEMBERS.get(shape.name, ()):
                self.excused.add(f"{shape.name}.{name}")
            else:
                self._expect(False, path, f"{shape.name} has no member {name}")

    def _list(self, shape, value, path):
        if self._expect(isinstance(value, list), path, f"{value!r} is no list"):
            self._size(shape, len(value), path)
            for index, item in enumerate(value):
                self.check(shape.member, item, f"{path}[{index}]")

    def _map(self, shape, value, path):
        if self._expect(isinstance(value, dict), path, f"{value!r} is no map"):
            self._size(shape, len(value), path)
            for key, item in value.items():
                self.check(shape.key, key, f"{path} key")
                self.check(shape.value, item, f"{path}[{key}]")

    def _number(self, shape, value, path):
        fits = isinstance(value, NUMBERS[shape.type_name]) and not isinstance(value, bool)
        if self._expect(fits, path, f"{value!r} is no {shape.type_name}"):
            self._size(shape, value, path)

    def _string(self, shape, value, path):
        if not self._expect(isinstance(value, str), path, f"{value!r} is no string"):
            return
        self._size(shape, len(value), path)
        if shape.enum and value not in shape.enum:
            if value in NEWER_VALUES.get(shape.name, ()):
                self.excused.add(f"{shape.name} {value}")
            else:
                self._expect(False, path, f"{shape.name} has no value {value!r}")
        pattern = shape.metadata.get("pattern")
        if pattern:
            self._expect(re.fullmatch(to_python(pattern), value), path, f"{value!r} does not match {pattern}")

    def _size(self, shape, size, path):
        least, most = shape.metadata.get("min", size), shape.metadata.get("max", size)
        self._expect(least <= size <= most, path, f"{size} is not within {least}..{most}")

    def _expect(self, fits, path, complaint):
        if not fits:
            self.violations.append(f"{path}: {complaint}")
        return fits


def to_python(pattern):
    """AWS writes patterns for Java; Python has no classes of Unicode letters, separators and numbers."""
    return pattern.replace(r"\p{L}", r"\w").replace(r"\p{Z}", r"\s").replace(r"\p{N}", r"\d")
