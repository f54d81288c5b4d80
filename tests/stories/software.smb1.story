fires: a computer speaks SMBv1
claim 192.168.1.10 security=SMBv1 source=smb rank=name
at 0:00:10
finds 192.168.1.10

quiet: SMB 3
claim 192.168.1.10 security="SMB 3.0.2" source=smb rank=name
at 0:00:10
