fires: names that were thrown
flow 192.168.1.99 > 192.168.1.1 udp/53 dns
dns 192.168.1.99 > 192.168.1.1 ntvjpfkddvdjvz.info rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 rfjkzihxhmdhmm.info rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 gspccjzpxsnwzm.info rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 qvcwebpebqqdhh.info rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 aggpldzfhskxqf.info rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 cljszixmxzcikl.info rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 eaiisshnwhxjzq.info rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 hreifvwvsmihkk.info rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 tvjcxhkqlnmmkb.info rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 mjmiwpvwrqwenk.info rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 sqajpiegpcemdl.info rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 sffijgaznjjbal.info rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 mxjbqgcamnnhsp.info rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 vleekahlfhtpix.info rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 eeapersaqepnhc.info rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 qtimqwedhzsiwc.info rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 dhmkgmgmhzmapp.info rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 dnhriniwxlctrw.info rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 xsmfhcrhztaqmf.info rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 kfwikzndaqrlgv.info rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 jczzmtwftwlcwk.info rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 gdrwcximlamgen.info rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 ebkgktvrcwegpx.info rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 ixsdrifsakklie.info rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 jwfbhpdbnsfhgk.info rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 mgqmxvjgxwjicf.info rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 reikwdtgksgfwm.info rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 rcbxbceikpbelb.info rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 zftszzfkeeqech.info rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 iqadtvchllkemt.info rcode=NXDOMAIN failures=1
finds 192.168.1.99

quiet: one wrong name; words; a search list
flow 192.168.1.99 > 192.168.1.1 udp/53 dns
dns 192.168.1.99 > 192.168.1.1 rxcjhboaxupprlxs.info rcode=NXDOMAIN failures=90 answers=90
dns 192.168.1.99 > 192.168.1.1 printer.example rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 scanner.example rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 update.example rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 controller.example rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 monitor.example rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 camera.example rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 recorder.example rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 database.example rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 historian.example rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 gateway.example rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 license.example rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 backup.example rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 archive.example rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 terminal.example rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 operator.example rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 maintenance.example rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 xu4b36z47texi2.corp rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 mk6rq4x73abemx.corp rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 yjbpkmhoslb7ph.corp rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 dppkluqafhtp2s.corp rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 iq5uz4ho3blei6.corp rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 nhg46fx7c3el2c.corp rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 l2wlf2zfwwnvv7.corp rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 x3fal3k44hzjwe.corp rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 5x4tbtrsr3vf4m.corp rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 4ag2woqarn2bu5.corp rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 qgoqsbhwjxbsll.corp rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 mbycfvhccur64f.corp rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 nr64lt6njz5fr6.corp rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 55gi25x5xxroxm.corp rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 nn6awltdpcaf2w.corp rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 wpts3yjkrao3sb.corp rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 65tez3kd5j67vd.corp rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 muhxl3pbqmpq2x.corp rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 hapbzpkcnk3p3u.corp rcode=NXDOMAIN failures=1
dns 192.168.1.99 > 192.168.1.1 eahorpeid3mow2.corp rcode=NXDOMAIN failures=1
