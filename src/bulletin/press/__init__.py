"""The press: the stages joined in reading order, and files written whole. In: an order. Out: artefacts and notices."""
