"""Stop 4: the words of a document → the states, organisations and persons that they stand for."""
