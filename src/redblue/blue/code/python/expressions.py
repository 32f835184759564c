"""What expressions are worth: operators, texts, items, fields, comprehensions."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from redblue.blue.code.python.methods import (
    format_values,
    list_method,
    mapping_method,
    text_method,
)
from redblue.blue.code.python.objects import (
    CALLABLE,
    MODELS,
    TEXTS,
    Call,
    Class,
    Frame,
    constant,
    element_of,
    known_items,
    number_of,
    plain,
    truth,
)
from redblue.blue.code.value import HOLE, UNKNOWN, Origin, Source, Value, concat, join, origins_of

if TYPE_CHECKING:
    from redblue.blue.code.python.interpreter import Interpreter
from redblue.blue.code.python.libraries import CONSTANTS, canonical
from redblue.blue.code.python.operators import LARGE, binary, compared, single

# -- operators


# -- nodes


def _constant(self: Interpreter, node: ast.Constant) -> Value:
    return constant(node.value)


def _name(self: Interpreter, node: ast.Name) -> Value:
    found = self.look_up(node.id)
    if found is not None:
        return found
    if node.id == "__file__":
        return Value(HOLE, frozenset({Origin(Source.FILE, "__file__")}))
    if self.patched and node.id in self.patched:
        return self.patched[node.id]
    if node.id == "__builtins__":
        return Value(HOLE, kind="ref", ref="builtins")
    return Value(HOLE, kind="ref", ref=node.id)


def _attribute(self: Interpreter, node: ast.Attribute) -> Value:
    return attribute(self, self.eval(node.value), node.attr, node)


def attribute(self: Interpreter, value: Value, name: str, node: ast.AST) -> Value:
    """A field, method or member."""
    if value.others:
        return join([attribute(self, single(one), name, node) for one in value.each()])
    # what was cut out of or joined from objects may have lost what made it one
    kind = value.kind if value.payload is not None or value.kind not in ("instance", "class", "super") else "any"
    if name in ("__dict__",):
        return Value(HOLE, value.origins, kind="namespace", payload=value)
    if value.fields is not None and kind in ("instance", "object", "module") and name in value.fields:
        return value.fields[name]
    if kind == "ref":
        if name == "__call__":
            return value
        ref = canonical(f"{value.ref}.{name}")
        if self.patched and ref in self.patched:
            return self.patched[ref]
        if ref == "sys.argv" and self.arguments:
            return Value(HOLE, kind="list", items=[Value("program"), *self.arguments])
        found = CONSTANTS.get(ref)
        if found is not None:
            return found
        if ref == "sys.stdout" and self.socket is not None:
            return self.socket
        return Value(HOLE, value.origins, kind="ref", ref=ref)
    if kind == "instance":
        return _instance_attribute(self, value, name, node)
    if kind == "class":
        found = value.payload.find(name)
        if found is not None:
            is_classmethod = found.kind == "function" and any(
                isinstance(one, ast.Name) and one.id == "classmethod"
                for one in getattr(found.payload.node, "decorator_list", [])
            )
            return Value(HOLE, kind="bound", payload=(value, found)) if is_classmethod else found
        if name == "__subclasses__":
            return UNKNOWN
        return (
            Value(HOLE, kind="ref", ref=canonical(f"{value.payload.foreign}.{name}"))
            if value.payload.foreign
            else UNKNOWN
        )
    if kind == "super":
        return _super_attribute(value, name)
    if kind == "module":
        return UNKNOWN
    if kind == "path":
        if (prop := MODELS.get(f"pathlib.Path().{name}*")) is not None:
            return prop(Call(self, f"pathlib.Path().{name}", [], {}, node, value))
    elif kind == "object" and (prop := MODELS.get(f"{value.ref}.{name}*")) is not None:
        return prop(Call(self, f"{value.ref}.{name}", [], {}, node, value))
    if name == "__class__":
        return Value(HOLE, kind="ref", ref=value.ref.removesuffix("()")) if value.ref else UNKNOWN
    if kind in ("function", "method", "bound", "partial") and name in ("__call__", "__func__", "__wrapped__"):
        return value
    if kind == "function" and name in ("__doc__",):
        return (
            Value(ast.get_docstring(value.payload.node) or HOLE)
            if not isinstance(value.payload.node, ast.Lambda)
            else UNKNOWN
        )
    return Value(
        HOLE, value.origins, kind="method", ref=f"{value.ref}.{name}" if value.ref else "", payload=(value, name)
    )


def _instance_attribute(self: Interpreter, value: Value, name: str, node: ast.AST) -> Value:
    cls: Class = value.payload
    found = cls.find(name)
    if found is not None:
        if found.kind == "function":
            decorators = getattr(found.payload.node, "decorator_list", [])
            names = {one.id for one in decorators if isinstance(one, ast.Name)} | {
                one.attr for one in decorators if isinstance(one, ast.Attribute)
            }
            if "staticmethod" in names:
                return found
            if names & {"property", "cached_property"}:
                return self.call(found, [value], {}, node)
            return Value(HOLE, kind="bound", payload=(value, found))
        if found.kind == "instance" and isinstance(found.payload, Class) and (get := found.payload.find("__get__")):
            return self.call(get, [found, value, UNKNOWN], {}, node)
        return found
    getter = cls.find("__getattr__") or cls.find("__getattribute__")
    if getter is not None and not name.startswith("__"):
        return self.call(getter, [value, Value(name)], {}, node)
    if cls.foreign:
        base = (value.fields or {}).get("*base") or Value(
            HOLE, value.origins, kind="object", ref=f"{cls.foreign}()", fields=value.fields
        )
        return attribute(self, base, name, node)
    return Value(HOLE, value.origins | origins_of(*(value.fields or {}).values()))


def _super_attribute(value: Value, name: str) -> Value:
    instance: Value = value.payload
    if isinstance(instance.payload, Class):
        for base in instance.payload.bases:
            if isinstance(base.payload, Class) and (found := base.payload.find(name)):
                return Value(HOLE, kind="bound", payload=(instance, found))
        if instance.payload.foreign:
            if name in ("__init__", "__new__"):
                return Value(HOLE, kind="ref", ref=instance.payload.foreign)
            stands_for = (instance.fields or {}).get("*base") or Value(
                HOLE, instance.origins, kind="object", ref=f"{instance.payload.foreign}()", fields=instance.fields
            )
            return Value(HOLE, kind="method", ref=f"{instance.payload.foreign}().{name}", payload=(stands_for, name))
    return UNKNOWN


def set_field(self: Interpreter, owner: Value, name: str, value: Value, node: ast.AST) -> None:
    for one in owner.each():
        if one.kind == "ref":
            # a module's own function or list replaced: `sys.stdout = s.makefile()`, `os.remove = ...`
            if value.has(Source.SOCKET) and one.ref == "sys":
                self.socket = value
            elif value.kind in CALLABLE or value.kind == "object":
                self.patched[canonical(f"{one.ref}.{name}")] = value
            continue
        if one.kind == "instance" and isinstance(one.payload, Class):
            found = one.payload.find(name)
            if found is not None and found.kind == "instance" and isinstance(found.payload, Class):
                by_field = found.payload.find("__set__")
                if by_field is not None:
                    self.call(by_field, [found, one, value], {}, node)
            setter = one.payload.find("__setattr__")
            if setter is not None and self.depth < 4:
                self.call(setter, [one, Value(name), value], {}, node)
            if found is not None and found.kind == "function" and self.depth < 8:
                # a property: its setter is the last function of that name
                decorators = getattr(found.payload.node, "decorator_list", [])
                if any(isinstance(each, ast.Attribute) and each.attr == "setter" for each in decorators):
                    self.call(found, [one, value], {}, node)
        if one.kind == "class" and isinstance(one.payload, Class):
            one.payload.fields[name] = value
        elif one.fields is not None:
            old = one.fields.get(name)
            one.fields[name] = value if old is None or self.depth == 0 else join([value, old])


def set_item(self: Interpreter, owner: Value, key: Value, value: Value, node: ast.AST) -> None:
    for one in owner.each():
        if one.kind == "object" and one.ref == "os.environ":
            self.run.files[f"env:{key.text}"] = value
        elif one.kind == "namespace":
            self.frame.names[key.text] = value
        elif one.kind == "ref" and one.ref == "sys.modules":
            self.patched[key.text] = value
        elif one.kind == "bytes" and HOLE not in one.text and (number := number_of(key)) is not None:
            code = number_of(value)
            if code is not None and 0 <= code < 256 and -len(one.text) <= number < len(one.text):
                letters = list(one.text)
                letters[number] = chr(code)
                one.text = "".join(letters)
        elif one.kind == "instance" and isinstance(one.payload, Class) and (setter := one.payload.find("__setitem__")):
            self.call(setter, [one, key, value], {}, node)
        elif one.fields is not None and one.kind == "dict":
            if key.is_known and key.text != HOLE:
                one.fields[key.text] = value
            else:
                one.items = [*(one.items or []), value][:200]
        elif one.items is not None:
            number = number_of(key)
            if number is not None and -len(one.items) <= number < len(one.items):
                one.items[number] = value
            elif len(one.items) < 500:
                one.items.append(value)


def _call(self: Interpreter, node: ast.Call) -> Value:
    function = self.eval(node.func)
    args: list[Value] = []
    for arg in node.args:
        if isinstance(arg, ast.Starred):
            value = self.eval(arg.value)
            items = known_items(value)
            args += items[:50] if items is not None else [element_of(value)]
        else:
            args.append(self.eval(arg))
    kwargs: dict[str, Value] = {}
    for keyword in node.keywords:
        value = self.eval(keyword.value)
        if keyword.arg is not None:
            kwargs[keyword.arg] = value
        elif value.fields:
            kwargs.update(value.fields)
    return self.call(function, args, kwargs, node)


def _bin_op(self: Interpreter, node: ast.BinOp) -> Value:
    # long chains are deep trees: their left spine is walked, not descended
    chain: list[ast.BinOp] = [node]
    while isinstance(chain[-1].left, ast.BinOp) and len(chain) < 5_000:
        chain.append(chain[-1].left)
    value = self.eval(chain[-1].left)
    for one in reversed(chain):
        self.run.step()
        value = _operated(self, one, value, self.eval(one.right))
    return value


def _operated(self: Interpreter, node: ast.BinOp, left: Value, right: Value) -> Value:
    for own, name in ((left, _DUNDERS.get(type(node.op), "")), (right, "__r" + _DUNDERS.get(type(node.op), "")[2:])):
        if own.kind == "instance" and isinstance(own.payload, Class) and (method := own.payload.find(name)):
            return self.call(method, [own, right if own is left else left], {}, node)
    made = binary(node.op, left, right)
    if isinstance(node.op, ast.Mult):
        for one, other in ((node.left, node.right), (node.right, node.left)):
            times = one.value if isinstance(one, ast.Constant) else None
            if isinstance(times, int) and times >= LARGE and not isinstance(other, ast.Constant | ast.BinOp):
                return made.tagged(Origin(Source.AMPLIFIED, str(times)))
    return made


_DUNDERS: dict[type[ast.operator], str] = {
    ast.Add: "__add__", ast.Sub: "__sub__", ast.Mult: "__mul__", ast.Div: "__truediv__", ast.BitOr: "__or__",
    ast.RShift: "__rshift__", ast.LShift: "__lshift__", ast.MatMult: "__matmul__", ast.Mod: "__mod__",
    ast.BitAnd: "__and__", ast.BitXor: "__xor__", ast.FloorDiv: "__floordiv__", ast.Pow: "__pow__",
}  # fmt: skip


def _bool_op(self: Interpreter, node: ast.BoolOp) -> Value:
    values: list[Value] = []
    is_and = isinstance(node.op, ast.And)
    for one in node.values:
        value = self.eval(one)
        known = truth(value)
        if known is None:
            values.append(value)
        elif known is not is_and:
            # decides here
            values.append(value)
            break
        elif one is node.values[-1]:
            values.append(value)
    return join(values)


def _unary_op(self: Interpreter, node: ast.UnaryOp) -> Value:
    value = self.eval(node.operand)
    if isinstance(node.op, ast.Not):
        known = truth(value)
        return constant(not known) if known is not None else Value(HOLE, value.all_origins(), kind="bool")
    try:
        number = plain(value)
        if isinstance(number, int | float):
            if isinstance(node.op, ast.USub):
                return constant(-number, value.origins)
            if isinstance(node.op, ast.Invert) and isinstance(number, int):
                return constant(~number, value.origins)
    except ValueError:
        pass
    if value.kind == "instance" and isinstance(value.payload, Class):
        name = {ast.USub: "__neg__", ast.Invert: "__invert__", ast.UAdd: "__pos__"}.get(type(node.op), "")
        if method := value.payload.find(name):
            return self.call(method, [value], {}, node)
    return value


def _compare(self: Interpreter, node: ast.Compare) -> Value:
    left = self.eval(node.left)
    values = [left]
    result: bool | None = True
    positive = True
    for op, comparator in zip(node.ops, node.comparators, strict=True):
        right = self.eval(comparator)
        values.append(right)
        positive = positive and isinstance(op, ast.Eq | ast.In | ast.Is)
        result = result if result is None else compared(op, left, right)
        if result is False:
            return constant(False, origins_of(*values))
        left = right
    if result is not None:
        return constant(result)
    origins = origins_of(*values)
    if not positive:
        # that it is another one than the own child says nothing in its favour
        origins = frozenset(origin for origin in origins if origin.source is not Source.CHILD)
    return Value(HOLE, origins, kind="bool")


def _if_exp(self: Interpreter, node: ast.IfExp) -> Value:
    known = truth(self.eval(node.test))
    if known is not None:
        return self.eval(node.body if known else node.orelse)
    return join([self.eval(node.body), self.eval(node.orelse)])


def _joined_str(self: Interpreter, node: ast.JoinedStr) -> Value:
    return concat(*[self.eval(part) for part in node.values]) if node.values else Value("")


def _formatted(self: Interpreter, node: ast.FormattedValue) -> Value:
    value = self.eval(node.value)
    if value.kind == "instance" and isinstance(value.payload, Class):
        for name in ("__format__", "__str__", "__repr__"):
            if method := value.payload.find(name):
                return self.call(method, [value] if name != "__format__" else [value, Value("")], {}, node)
    spec = self.eval(node.format_spec) if node.format_spec is not None else None
    return format_values(value, spec, node.conversion)


def _subscript(self: Interpreter, node: ast.Subscript) -> Value:
    owner = self.eval(node.value)
    if isinstance(node.slice, ast.Slice):
        return _sliced(self, owner, node.slice)
    key = self.eval(node.slice)
    return item(self, owner, key, node)


def item(self: Interpreter, owner: Value, key: Value, node: ast.AST) -> Value:
    """`owner[key]`."""
    if owner.others or key.others:
        return join([item(self, single(one), single(by), node) for one in owner.each() for by in key.each()][:48])
    if owner.kind == "ref" and owner.ref == "sys.modules" and key.is_known:
        return self.import_module(key.text, node)
    if owner.kind == "namespace":
        if not key.is_known:
            return UNKNOWN
        if isinstance(owner.payload, Frame):
            return self.look_up(key.text) or Value(HOLE, kind="ref", ref=key.text)
        return attribute(self, owner.payload, key.text, node)
    if owner.kind == "ref" and owner.ref == "builtins" and key.is_known:
        return Value(HOLE, kind="ref", ref=key.text)
    if owner.kind == "object" and owner.ref == "os.environ":
        own = self.run.files.get(f"env:{key.text}")
        return own if own is not None else Value(HOLE, frozenset({Origin(Source.ENVIRONMENT, key.text)}))
    if (
        owner.kind == "instance"
        and isinstance(owner.payload, Class)
        and (get := owner.payload.find("__getitem__") or owner.payload.find("__missing__"))
    ):
        return self.call(get, [owner, key], {}, node)
    if owner.kind == "class" and isinstance(owner.payload, Class) and (get := owner.payload.find("__class_getitem__")):
        return self.call(get, [owner, key], {}, node)
    number = number_of(key)
    if owner.items is not None and owner.kind == "list":
        if number is not None and -len(owner.items) <= number < len(owner.items):
            return owner.items[number].tagged(*owner.origins)
        return element_of(owner)
    if owner.kind in TEXTS and number is not None and HOLE not in owner.text:
        try:
            letter = owner.text[number]
        except IndexError:
            return UNKNOWN
        return constant(ord(letter), owner.origins) if owner.kind == "bytes" else Value(letter, owner.origins)
    if owner.kind == "dict" and owner.fields is not None:
        if key.is_known and key.text in owner.fields:
            return owner.fields[key.text]
        rest = [*owner.fields.values(), *(owner.items or [])]
        if not key.is_known and rest:
            return join(rest)
        if owner.items:
            return join(owner.items)
    return Value(HOLE, owner.all_origins(), kind="object" if owner.kind == "object" else "str", ref=owner.ref)


def _sliced(self: Interpreter, owner: Value, node: ast.Slice) -> Value:
    parts: list[int | None] = []
    for bound in (node.lower, node.upper, node.step):
        if bound is None:
            parts.append(None)
            continue
        value = self.eval(bound)
        number = number_of(value)
        if number is None and value.kind != "none":
            return Value(HOLE, owner.all_origins(), kind=owner.kind, items=owner.items)
        parts.append(number)
    cut = slice(*parts)
    if owner.others:
        return join([_cut(single(one), cut) for one in owner.each()])
    return _cut(owner, cut)


def _cut(owner: Value, cut: slice) -> Value:
    try:
        if owner.items is not None and owner.kind == "list":
            return Value(HOLE, owner.origins, kind="list", items=owner.items[cut])
        if owner.kind in TEXTS and (HOLE not in owner.text or cut == slice(None, None, -1)):
            return Value(owner.text[cut], owner.origins, kind=owner.kind)
        if owner.kind in TEXTS and cut.step is None and cut.stop is None and cut.start is not None and cut.start >= 0:
            head = owner.text[: cut.start]
            if HOLE not in head:
                return Value(owner.text[cut], owner.origins, kind=owner.kind)
    except ValueError:
        pass
    return Value(HOLE, owner.all_origins(), kind=owner.kind)


def _elements(self: Interpreter, node: ast.List | ast.Tuple | ast.Set) -> Value:
    items: list[Value] = []
    for one in node.elts[:2_000]:
        if isinstance(one, ast.Starred):
            value = self.eval(one.value)
            items += known_items(value) or [element_of(value)]
        else:
            items.append(self.eval(one))
    return Value(HOLE, kind="list", items=items)


def _dict(self: Interpreter, node: ast.Dict) -> Value:
    fields: dict[str, Value] = {}
    others: list[Value] = []
    for key, one in zip(node.keys, node.values, strict=True):
        value = self.eval(one)
        if key is None:
            fields.update(value.fields or {})
            continue
        name = self.eval(key)
        if name.is_known and name.text != HOLE:
            fields[name.text] = value
        else:
            others.append(value)
    return Value(HOLE, kind="dict", fields=fields, items=others or None)


def _comprehension(self: Interpreter, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp) -> Value:
    items: list[Value] = []
    fields: dict[str, Value] = {}
    origins: set[Origin] = set()
    before = dict(self.frame.names)
    times = 1

    def made() -> None:
        if isinstance(node, ast.DictComp):
            key, value = self.eval(node.key), self.eval(node.value)
            if key.is_known:
                fields[key.text] = value
            items.append(value)
        elif len(items) < 2_000:
            items.append(self.eval(node.elt))

    def nested(level: int) -> str | None:
        nonlocal times
        if level == len(node.generators):
            made()
            return None
        generator = node.generators[level]
        iterable = self.eval(generator.iter)
        origins.update(origin for origin in iterable.origins if origin.source is not Source.ARGUMENT)
        times *= max(length_of(iterable), 1)

        def one() -> str | None:
            for test in generator.ifs:
                value = self.eval(test)
                if truth(value) is False:
                    return None
                origins.update(origin for origin in value.all_origins() if origin.source is Source.CHILD)
            nested(level + 1)
            return None

        self.loop(generator.target, iterable, one, follows_texts=False)
        return None

    nested(0)
    for name in list(self.frame.names):
        if name in before:
            if not _binds(node, name):
                continue
            self.frame.names[name] = before[name]
    if times >= LARGE:
        origins.add(Origin(Source.AMPLIFIED, str(times)))
    if isinstance(node, ast.DictComp):
        return Value(HOLE, frozenset(origins), kind="dict", fields=fields, items=items if not fields else None)
    return Value(HOLE, frozenset(origins), kind="list", items=items)


def _binds(node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp, name: str) -> bool:
    return any(
        isinstance(one, ast.Name) and one.id == name
        for generator in node.generators
        for one in ast.walk(generator.target)
    )


def _lambda(self: Interpreter, node: ast.Lambda) -> Value:
    return self.make_function(node, "lambda")


def _named(self: Interpreter, node: ast.NamedExpr) -> Value:
    value = self.eval(node.value)
    self.assign(node.target, value)
    return value


def _await(self: Interpreter, node: ast.Await | ast.Starred) -> Value:
    return self.eval(node.value)


def _yield(self: Interpreter, node: ast.Yield) -> Value:
    value = self.eval(node.value) if node.value is not None else UNKNOWN
    self.returned.append(Value(HOLE, value.origins, kind="list", items=[value]))
    return Value(HOLE, frozenset({Origin(Source.ARGUMENT)}))


def _yield_from(self: Interpreter, node: ast.YieldFrom) -> Value:
    value = self.eval(node.value)
    self.returned.append(value)
    return value


EXPRESSIONS: dict[type[ast.expr], Callable[[Interpreter, Any], Value]] = {
    ast.Constant: _constant, ast.Name: _name, ast.Attribute: _attribute, ast.Call: _call, ast.BinOp: _bin_op,
    ast.BoolOp: _bool_op, ast.UnaryOp: _unary_op, ast.Compare: _compare, ast.IfExp: _if_exp,
    ast.JoinedStr: _joined_str, ast.FormattedValue: _formatted, ast.Subscript: _subscript, ast.List: _elements,
    ast.Tuple: _elements, ast.Set: _elements, ast.Dict: _dict, ast.ListComp: _comprehension,
    ast.SetComp: _comprehension, ast.GeneratorExp: _comprehension, ast.DictComp: _comprehension, ast.Lambda: _lambda,
    ast.NamedExpr: _named, ast.Await: _await, ast.Starred: _await, ast.Yield: _yield, ast.YieldFrom: _yield_from,
}  # fmt: skip


# -- methods of values


def call_method(
    self: Interpreter, receiver: Value, name: str, args: list[Value], kwargs: dict[str, Value], node: ast.AST
) -> Value:
    """`receiver.name(...)` of what is no object of the block's own."""
    if receiver.others:
        return join([call_method(self, single(one), name, args, kwargs, node) for one in receiver.each()])
    kind = receiver.kind
    ref = f"{receiver.ref}.{name}" if kind == "object" and receiver.ref else ""
    if kind == "path":
        ref = f"pathlib.Path().{name}"
    if ref and ref in MODELS:
        return self.modelled(MODELS[ref], Call(self, ref, args, kwargs, node, receiver))
    if kind in ("str", "bytes", "any") or (kind == "object" and name in _TEXT_ONLY):
        made = text_method(receiver, name, args, kwargs)
        if made is not None:
            return made
    elif kind == "list":
        made = list_method(receiver, name, args, kwargs, self.loop_times)
        if made is not None:
            return made
    elif kind == "dict":
        made = mapping_method(receiver, name, args, kwargs)
        if made is not None:
            return made
    elif kind == "int" and name == "bit_length" and number_of(receiver) is not None:
        return constant((number_of(receiver) or 0).bit_length())
    elif kind == "namespace" and name == "update":
        for one in args:
            self.frame.names.update(one.fields or {})
        self.frame.names.update(kwargs)
        return Value("None", kind="none")
    elif kind == "int" and name == "to_bytes":
        number, size = number_of(receiver), number_of(args[0] if args else kwargs.get("length", UNKNOWN))
        order = (args[1] if len(args) > 1 else kwargs.get("byteorder", Value("big"))).text
        if number is not None and size is not None and 0 <= number < 256 ** min(size, 5_000) and size <= 5_000:
            return constant(number.to_bytes(size, "little" if order == "little" else "big"), receiver.origins)
    anonymous = MODELS.get(f"*.{name}")
    if anonymous is not None:
        return self.modelled(anonymous, Call(self, ref or name, args, kwargs, node, receiver))
    return self.call_unknown(ref or f"{receiver.ref}.{name}".strip("."), args, kwargs, node, receiver=receiver)


_TEXT_ONLY = frozenset("strip split splitlines decode encode lower upper rstrip lstrip replace join format".split())


def length_of(value: Value) -> int:
    """How many items iterating over it gives, as far as known; 1 where not."""
    if value.kind == "list" and isinstance(value.payload, int):
        return value.payload
    for origin in value.origins:
        if origin.source is Source.AMPLIFIED and origin.detail.isdigit():
            return int(origin.detail)
    if value.items is not None:
        return len(value.items)
    return 1


# -- patterns
