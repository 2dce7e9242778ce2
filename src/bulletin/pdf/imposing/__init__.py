"""From a finished PDF to what goes on the press: imposed, marked, stamped, in grey or in the press's inks."""
