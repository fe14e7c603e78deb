"""How each family of paper is laid out; :func:`contracts.word.house.blank` picks the module."""
