"""
The same deck printed by several programs: each module has ``make(cards, edition)``, which gives a PDF file.

Run as a program, a module prints so many cards from a cold start: python -m benchmarks.engines.typst 30 FILE
"""
