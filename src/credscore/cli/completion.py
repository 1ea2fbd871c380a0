"""``credscore completion``: a script that completes commands, options and their values in a shell.

It is made from the parser itself, so that it knows whatever the parser knows.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from typing import NamedTuple

from credscore.cli.shared import OK

__all__ = ["SHELLS", "add", "script"]


# What else an argument may stand for; every other one that has a name for its value is a file.
_NO_FILES = frozenset(("C", "DATE", "DAYS", "HEADING", "ID", "N", "NAME", "NAMES", "P", "STATUS", "TEXT"))


class Option(NamedTuple):
    """An option with its spellings; its values are ``choices``, files, or nothing that could be known."""

    names: tuple[str, ...]
    help: str
    takes_value: bool
    choices: tuple[str, ...]
    takes_file: bool


class Node(NamedTuple):
    """A command: its way from the program, what it is for, its options, arguments and commands beneath it."""

    path: tuple[str, ...]
    help: str
    options: tuple[Option, ...]
    choices: tuple[str, ...]
    takes_file: bool
    children: tuple[Node, ...]

    def all(self) -> Iterator[Node]:
        """This command and all beneath it."""
        yield self
        for child in self.children:
            yield from child.all()


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the parser's."""
    completion = commands.add_parser(
        "completion",
        help="print a completion script for a shell",
        description="Prints a script that completes commands, options and values. "
        'bash: eval "$(credscore completion bash)" in ~/.bashrc; zsh: write it to _credscore in a folder of $fpath; '
        "fish: write it to ~/.config/fish/completions/credscore.fish",
    )
    completion.add_argument("shell", choices=tuple(SHELLS))
    completion.set_defaults(run=_completion)


def _completion(options: argparse.Namespace) -> int:
    from credscore.cli.entry import make_parser

    print(script(make_parser(), options.shell), end="")
    return OK


def script(parser: argparse.ArgumentParser, shell: str) -> str:
    """The completion script of a parser for one of `SHELLS`."""
    return SHELLS[shell](_node(parser, (), ""))


def _node(parser: argparse.ArgumentParser, path: tuple[str, ...], about: str) -> Node:
    options: list[Option] = []
    children: list[Node] = []
    choices: tuple[str, ...] = ()
    takes_file = False
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            helps = {one.dest: one.help or "" for one in action._choices_actions}
            children += [_node(one, (*path, name), helps.get(name, "")) for name, one in action.choices.items()]
        elif action.option_strings:
            if action.help != argparse.SUPPRESS:
                options.append(_option(action))
        else:
            choices += tuple(map(str, action.choices or ()))
            takes_file = takes_file or _is_file(action)
    return Node(path, about, tuple(options), choices, takes_file, tuple(children))


def _option(action: argparse.Action) -> Option:
    takes_value = action.nargs != 0
    choices = tuple(map(str, action.choices or ())) if takes_value else ()
    said = (action.help or "").partition(";")[0] % {"prog": "credscore", "default": action.default}
    return Option(tuple(action.option_strings), said, takes_value, choices, takes_value and _is_file(action))


def _is_file(action: argparse.Action) -> bool:
    shown = action.metavar if isinstance(action.metavar, str) else ""
    return bool(shown) and action.choices is None and shown not in _NO_FILES


# ---- bash ---------------------------------------------------------------------------------------------------------

_BASH = """\
# bash completion of credscore: eval "$(credscore completion bash)"
_credscore() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} at= i
    COMPREPLY=()
    for ((i = 1; i < COMP_CWORD; i++)); do
        case "$at ${COMP_WORDS[i]}" in
            %(paths)s) at="$at ${COMP_WORDS[i]}" ;;
        esac
    done
    case "$at:$prev" in
%(values)s
    esac
    local options= words= files=
    case "$at" in
%(nodes)s
    esac
    if [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W "$options" -- "$cur"))
    else
        [[ -n $words ]] && COMPREPLY=($(compgen -W "$words" -- "$cur"))
        [[ -n $files ]] && { compopt -o filenames 2>/dev/null; COMPREPLY+=($(compgen -f -- "$cur")); }
    fi
    return 0
}
complete -F _credscore credscore
"""


def _bash(root: Node) -> str:
    values, nodes = [], []
    for node in root.all():
        at = "".join(f" {word}" for word in node.path)
        for option in node.options:
            if not option.takes_value:
                continue
            labels = "|".join(f'"{at}:{name}"' for name in option.names)
            if option.choices:
                found = f'COMPREPLY=($(compgen -W "{" ".join(option.choices)}" -- "$cur"))'
            elif option.takes_file:
                found = 'compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- "$cur"))'
            else:
                found = ":"
            values.append(f"        {labels}) {found}; return 0 ;;")
        names = " ".join(name for option in node.options for name in option.names)
        words = " ".join([*(child.path[-1] for child in node.children), *node.choices])
        files = "yes" if node.takes_file else ""
        nodes.append(f'        "{at}") options="{names}" words="{words}" files={files} ;;')
    paths = "|".join(f'"{"".join(f" {word}" for word in node.path)}"' for node in root.all() if node.path)
    return _BASH % {"paths": paths, "values": "\n".join(values), "nodes": "\n".join(nodes)}


# ---- zsh ----------------------------------------------------------------------------------------------------------


def _zsh(root: Node) -> str:
    functions = "\n".join(_zsh_function(node) for node in root.all())
    head = "#compdef credscore\n# zsh completion of credscore: write it to a file _credscore in a folder of $fpath\n"
    run = 'if [ "$funcstack[1]" = _credscore ]; then _credscore "$@"; else compdef _credscore credscore; fi\n'
    return f"{head}{functions}\n{run}"


def _zsh_function(node: Node) -> str:
    lines = []
    for option in node.options:
        names = option.names[0] if len(option.names) == 1 else f"{{{','.join(option.names)}}}"
        value = ""
        if option.takes_value:
            shown = f"({' '.join(option.choices)})" if option.choices else "_files" if option.takes_file else " "
            value = f":value:{shown}"
        about = _zsh_text(option.help)
        guard = f"'({' '.join(option.names)})'" if len(option.names) > 1 else ""
        lines.append(f"{guard}{names}'[{about}]{value}'" if guard else f"'{names}[{about}]{value}'")
    after = ""
    if node.children:
        several = " ".join(f"{child.path[-1]}\\:{_zsh_word(child.help)}" for child in node.children)
        lines += [f"'1:command:(({several}))'", "'*::argument:->argument'"]
        cases = "".join(f"      {child.path[-1]}) {_zsh_name(child)} ;;\n" for child in node.children)
        after = f"  case $state in\n    argument) case $words[1] in\n{cases}    esac ;;\n  esac\n"
    elif node.choices:
        lines.append(f"'*:value:({' '.join(node.choices)})'")
    elif node.takes_file:
        lines.append("'*:file:_files'")
    given = "".join(f" \\\n    {line}" for line in lines)
    return f"{_zsh_name(node)}() {{\n  local curcontext=$curcontext state line\n  _arguments -C{given}\n{after}}}"


def _zsh_name(node: Node) -> str:
    return "_".join(("_credscore", *node.path)).replace("-", "_")


def _zsh_text(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "’").replace("[", "\\[").replace("]", "\\]").replace(":", "\\:")


def _zsh_word(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace("'", "’").replace('"', "”").replace("(", "").replace(")", "") + '"'


# ---- fish ---------------------------------------------------------------------------------------------------------


def _fish(root: Node) -> str:
    lines = [
        "# fish completion of credscore: write it to ~/.config/fish/completions/credscore.fish",
        "complete -c credscore -f",
    ]
    for node in root.all():
        below = " ".join(child.path[-1] for child in node.children)
        seen = "; and ".join(f"__fish_seen_subcommand_from {word}" for word in node.path)
        here = seen or "true"
        open_ = f"{here}; and not __fish_seen_subcommand_from {below}" if below else here
        start = f"complete -c credscore -n {_fish_word(open_)}"
        for child in node.children:
            lines.append(f"{start} -a {child.path[-1]} -d {_fish_word(child.help)}")
        for choice in node.choices:
            lines.append(f"{start} -a {_fish_word(choice)}")
        if node.takes_file:
            lines.append(f"{start} -F")
        for option in node.options:
            names = " ".join(f"-l {n[2:]}" if n.startswith("--") else f"-s {n[1:]}" for n in option.names)
            value = ""
            if option.takes_value:
                value = f" -x -a {_fish_word(' '.join(option.choices))}" if option.choices else " -r"
                value += " -F" if option.takes_file else ""
            lines.append(f"{start} {names}{value} -d {_fish_word(option.help)}")
    return "\n".join(lines) + "\n"


def _fish_word(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


SHELLS: dict[str, Callable[[Node], str]] = {"bash": _bash, "zsh": _zsh, "fish": _fish}
"""What makes the script of each shell that is known."""
