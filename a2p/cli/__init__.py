"""The command `a2p`: one file or folder for each verb, imported only when that verb is used."""
