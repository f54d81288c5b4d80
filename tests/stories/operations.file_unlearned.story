fires: the station that fetches one program by FTP fetches the list of users
learn
ot 192.168.1.5 > 192.168.1.10 ftp file fn=RETR code=0 target=/prog/line1.mer on=tcp/21
at 1:00:00
enforce
ot 192.168.1.5 > 192.168.1.10 ftp file fn=RETR code=0 target=/prog/line1.mer on=tcp/21
ot 192.168.1.5 > 192.168.1.10 ftp file fn=RETR code=0 target=/etc/users on=tcp/21
ot 192.168.1.5 > 192.168.1.10 ftp file fn=RETR code=0 target=/etc/shadow on=tcp/21
finds 192.168.1.10 by=192.168.1.5 severity=low detail=/etc/shadow count=2
findings 1

fires: a file of a controller; another share
learn
ot 192.168.1.5 > 192.168.1.10 dnp3 file code=25 fn="Open File" target="file config.xml" on=tcp/20000
ot 192.168.1.5 > 192.168.1.11 smb file code=3 fn="Tree Connect" target="\\\\sv\\recipes" on=tcp/445
at 1:00:00
enforce
ot 192.168.1.5 > 192.168.1.10 dnp3 file code=25 fn="Open File" target="file users.xml" on=tcp/20000
ot 192.168.1.5 > 192.168.1.11 smb file code=3 fn="Tree Connect" target="\\\\sv\\payroll" on=tcp/445
finds 192.168.1.10 detail=users.xml
finds 192.168.1.11 detail=payroll
findings 2

quiet: the recipe of today in the folder of recipes; a name among many without a folder
learn
ot 192.168.1.5 > 192.168.1.10 ftp file fn=STOR code=0 target=/recipe/0302.csv on=tcp/21
ot 192.168.1.5 > 192.168.1.10 ftp file fn=STOR code=0 target=/recipe/0303.csv on=tcp/21
ot 192.168.1.5 > 192.168.1.10 ftp file fn=STOR code=0 target=/recipe/0304.csv on=tcp/21
ot 192.168.1.5 > 192.168.1.10 ftp file fn=STOR code=0 target=/recipe/0305.csv on=tcp/21
ot 192.168.1.5 > 192.168.1.10 ftp file fn=STOR code=0 target=/recipe/0306.csv on=tcp/21
ot 192.168.1.5 > 192.168.1.10 ftp file fn=STOR code=0 target=/recipe/0309.csv on=tcp/21
at 1:00:00
enforce
ot 192.168.1.5 > 192.168.1.10 ftp file fn=STOR code=0 target=/recipe/0310.csv on=tcp/21
ot 192.168.1.5 > 192.168.1.10 ftp file fn=STOR code=0 target=/recipe/0302.csv on=tcp/21

quiet: files of a server outside
learn
ot 192.168.1.5 > 198.51.100.7 ftp file fn=RETR code=0 target=/pub/a on=tcp/21
at 1:00:00
enforce
ot 192.168.1.5 > 198.51.100.7 ftp file fn=RETR code=0 target=/new/b on=tcp/21

quiet: a function that is new between the two; files without a name
learn
ot 192.168.1.5 > 192.168.1.10 ftp file fn=RETR code=0 target=/a on=tcp/21
ot 192.168.1.5 > 192.168.1.11 smb file fn=Create code=5 on=tcp/445
at 1:00:00
enforce
ot 192.168.1.5 > 192.168.1.10 ftp file fn=DELE code=0 target=/a on=tcp/21
ot 192.168.1.5 > 192.168.1.11 smb file fn=Create code=5 on=tcp/445

fires: of the share where recipes are read every day a password list is read; a program that was only read is removed
learn
ot 192.168.1.5 > 192.168.1.11 smb file code=5 fn=Open target="recipes\line1.csv" result=ok on=tcp/445
ot 192.168.1.5 > 192.168.1.11 smb file code=8 fn=Read target="recipes\line1.csv" result=ok on=tcp/445
ot 192.168.1.5 > 192.168.1.11 smb file code=5 fn=Delete target="recipes\#.tmp" result=ok on=tcp/445
at 1:00:00
enforce
ot 192.168.1.5 > 192.168.1.11 smb file code=5 fn=Open target="recipes\line1.csv" result=ok on=tcp/445
ot 192.168.1.5 > 192.168.1.11 smb file code=8 fn=Read target="recipes\line1.csv" result=ok on=tcp/445
ot 192.168.1.5 > 192.168.1.11 smb file code=8 fn=Read target="recipes\it\passwords.xlsx" result=ok on=tcp/445
ot 192.168.1.5 > 192.168.1.11 smb file code=5 fn=Delete target="recipes\line1.csv" result=ok on=tcp/445
finds 192.168.1.11 by=192.168.1.5 severity=low detail="recipes\line1.csv" count=2
findings 1

quiet: further files in a folder of many; the log of another day; a file that is looked for and not there
learn
ot 192.168.1.5 > 192.168.1.11 smb file code=8 fn=Read target="parts\a.dxf" result=ok on=tcp/445
ot 192.168.1.5 > 192.168.1.11 smb file code=8 fn=Read target="parts\b.dxf" result=ok on=tcp/445
ot 192.168.1.5 > 192.168.1.11 smb file code=8 fn=Read target="parts\c.dxf" result=ok on=tcp/445
ot 192.168.1.5 > 192.168.1.11 smb file code=8 fn=Read target="parts\d.dxf" result=ok on=tcp/445
ot 192.168.1.5 > 192.168.1.11 smb file code=8 fn=Read target="parts\e.dxf" result=ok on=tcp/445
ot 192.168.1.5 > 192.168.1.11 smb file code=8 fn=Read target="parts\f.dxf" result=ok on=tcp/445
ot 192.168.1.5 > 192.168.1.11 smb file code=9 fn=Write target="log\#.csv" result=ok on=tcp/445
ot 192.168.1.5 > 192.168.1.11 smb file code=5 fn=Open target="parts\a.dxf" result=ok on=tcp/445
at 1:00:00
enforce
ot 192.168.1.5 > 192.168.1.11 smb file code=8 fn=Read target="parts\z.dxf" result=ok on=tcp/445
ot 192.168.1.5 > 192.168.1.11 smb file code=9 fn=Write target="log\#.csv" result=ok on=tcp/445
ot 192.168.1.5 > 192.168.1.11 smb file code=5 fn=Open target="parts\desktop.ini" result="not found" exceptions=1 on=tcp/445

fires: settings are sent to another page of a camera; a file is put where none was; a controller's list of users is read
learn
flow 192.168.1.5 > 192.168.1.10 tcp/80 http
say 192.168.1.10 role=plc
ot 192.168.1.5 > 192.168.1.12 http write pdu=POST fn=POST code=0 target=/cgi/preset result=ok on=tcp/80
ot 192.168.1.5 > 192.168.1.12 http file pdu=PUT fn=PUT code=0 target=/record/day.mp4 result=ok on=tcp/80
ot 192.168.1.5 > 192.168.1.10 http read pdu=GET fn=GET code=0 target=/awp/state.html result=ok on=tcp/80
at 1:00:00
enforce
ot 192.168.1.5 > 192.168.1.12 http write pdu=POST fn=POST code=0 target=/cgi/preset result=ok on=tcp/80
ot 192.168.1.5 > 192.168.1.12 http write pdu=POST fn=POST code=0 target=/system/firmware result=ok on=tcp/80
ot 192.168.1.5 > 192.168.1.12 http file pdu=PUT fn=PUT code=0 target=/record/shell.php result=ok on=tcp/80
ot 192.168.1.5 > 192.168.1.10 http read pdu=GET fn=GET code=0 target=/awp/state.html result=ok on=tcp/80
ot 192.168.1.5 > 192.168.1.10 http read pdu=GET fn=GET code=0 target=/config/users.xml result=ok on=tcp/80
finds 192.168.1.12 by=192.168.1.5 count=2 detail=/record/shell.php
finds 192.168.1.10 by=192.168.1.5 detail=/config/users.xml
findings 2

quiet: another page of a server of the office; a page that is not there; orders by their numbers
learn
ot 192.168.1.5 > 192.168.1.12 http read pdu=GET fn=GET code=0 target=/news/ result=ok on=tcp/80
ot 192.168.1.5 > 192.168.1.12 http write pdu=POST fn=POST code=0 target=/orders/# result=ok on=tcp/80
at 1:00:00
enforce
ot 192.168.1.5 > 192.168.1.12 http read pdu=GET fn=GET code=0 target=/canteen/menu result=ok on=tcp/80
ot 192.168.1.5 > 192.168.1.12 http write pdu=POST fn=POST code=0 target=/orders/# result=ok on=tcp/80
ot 192.168.1.5 > 192.168.1.12 http write pdu=POST fn=POST code=0 target=/old/form result="not found" exceptions=1 on=tcp/80

quiet: the next recipe of a share, the next picture of a camera
learn
ot 192.168.1.5 > 192.168.1.11 smb file code=8 fn=Read target="recipes\line1\recipe7.csv" result=ok on=tcp/445
ot 192.168.1.5 > 192.168.1.12 http write pdu=POST fn=POST code=0 target=/cgi/shot7 result=ok on=tcp/80
at 1:00:00
enforce
ot 192.168.1.5 > 192.168.1.11 smb file code=8 fn=Read target="recipes\line1\recipe12.csv" result=ok on=tcp/445
ot 192.168.1.5 > 192.168.1.12 http write pdu=POST fn=POST code=0 target=/cgi/shot8 result=ok on=tcp/80

fires: another file of a controller, whose number is its name
learn
flow 192.168.1.5 > 192.168.1.10 tcp/5007 slmp
say 192.168.1.10 role=plc
ot 192.168.1.5 > 192.168.1.10 slmp file code=6184 fn="Read File" target="file PARAM1.QPA" result=ok on=tcp/5007
at 1:00:00
enforce
ot 192.168.1.5 > 192.168.1.10 slmp file code=6184 fn="Read File" target="file PARAM2.QPA" result=ok on=tcp/5007
finds 192.168.1.10 by=192.168.1.5 detail="file PARAM2.QPA"
