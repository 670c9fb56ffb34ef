"""Tests of assistant/study/questions."""
