"""The parts of tools/eval_search.py: is the chapter found that somebody had in mind?"""
