"""The command behind `make trade-metrics`."""

import argparse
import re
import sys
from pathlib import Path

from pipeline.kernel.command import command
from pipeline.trade.engine import Engine
from pipeline.trade.on_duckdb import OnDuckDB
from pipeline.trade.on_spark import OnSpark
from pipeline.trade.run import WHOLE, run


@command
def main(arguments: list[str] | None = None) -> int:
    """Compute growth, shares and concentration of a long table; return 1 where the input is refused or the disk is at fault."""
    asked = _parser().parse_args(arguments)
    facts = run(asked.input, asked.output, lambda beside: _engine(asked, beside), _report, asked.whole)
    print(f"{asked.output}: " + ", ".join(f"{count} rows of {name}" for name, count in facts["rows"].items()))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("make trade-metrics", description="docs/trade.md describes input and output.")
    parser.add_argument("input", type=Path, help="a Parquet file, or a folder of Parquet files")
    parser.add_argument("output", type=Path, help="a folder that is not there yet")
    parser.add_argument("--engine", choices=["duckdb", "spark"], default="duckdb")
    parser.add_argument("--master", help="Spark's master, such as spark://host:7077; without it, the processors of this machine")
    parser.add_argument("--memory", type=_memory, help="limit of memory, such as 2GB; of DuckDB, or of Spark's driver and each executor")
    parser.add_argument("--whole", default=WHOLE, help=f"the partner that is the whole; {WHOLE} without it")
    return parser


def _memory(text: str) -> str:
    """Return an amount of memory; argparse.ArgumentTypeError for what is none."""
    if not re.fullmatch(r"[1-9][0-9]{0,5}[KMGT]i?B", text, re.IGNORECASE):
        raise argparse.ArgumentTypeError(f"{text!r} is no amount of memory: write a number and its unit, such as 2GB")
    return text


def _engine(asked: argparse.Namespace, beside: Path) -> Engine:
    if asked.engine == "spark":
        return OnSpark(asked.master, asked.memory, _report)
    return OnDuckDB(beside, asked.memory, _report)


def _report(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
