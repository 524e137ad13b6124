"""The command `a2p`: one file a verb, which is only imported when that verb is used."""
