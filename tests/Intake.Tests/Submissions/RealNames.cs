namespace Intake.Tests.Submissions;

/// <summary>Names as people in many countries bear them: none of them is mash.</summary>
internal static class RealNames
{
    public static readonly string[] All =
    [
        .. """
        Jan de Vries; Piet van den Berg; Sjoerd Hoekstra; Fokke Sjoerdsma; Ytsje Wijnstra; Tjitske Ypma; Sietske Spoelstra; Wytze Dijkstra; Gjalt Zijlstra; Jelle Schrijver
        Harm-Jan van 't Hof; Mr. J.W.F. Schutte; A. Ng; Thijs Pechtold; Joost Schrijnemakers; Anneke Schrijvershof; Kees Slechtriem; Freerk Zwerver; Ids Postma; Bert Schreurs
        Grzegorz Brzęczyszczykiewicz; Szczepan Twardoch; Krzysztof Krzyżewski; Zbigniew Trzciński; Włodzimierz Szczerbiak; Małgorzata Chrząszcz; Wawrzyniec Gżegżółka; Stanisław Szmyd; Jerzy Hrynkiewicz; Błażej Strzelczyk
        Zdzisław Wszołek; Agnieszka Brzoza; Łukasz Źdźbło; Przemysław Ptak; Jan Krk; Bożydar Iwanow; Szymon Wrzos; Tomasz Trzmiel; Marcin Drzymała; Ewa Skrzypczak
        Nguyễn Thị Minh Khai; Trần Hưng Đạo; Lê Văn Duyệt; Phạm Ngọc Thạch; Võ Nguyên Giáp; Đặng Thùy Trâm; Bùi Xuân Phái; Ngô Quyền; Đỗ Mười; Hồ Xuân Hương
        Lý Thường Kiệt; Phan Bội Châu; Huỳnh Thúc Kháng; Vũ Đức Đam; Trương Mỹ Hoa; Nguyen Ng; Thuy Pham; Nghiem Xuan Nghi; Khuc Thua Du; Dinh Bo Linh
        Rhys Llwyd; Gwrtheyrn Prydderch; Llŷr Gwyn; Bryn Fôn; Gwynfryn Prys; Myrddin Wyllt; Cynddylan Llwyd; Wyn Pryce; Glyn Gwynn; Hywel Dda
        Tlws Gwyn; Llywelyn ap Gruffydd; Gwyddno Garanhir; Rhodri Llwyd; Ynyr Llwyd; Ffion Gwyn; Twm Sbwng; Pwyll Pendefig; Brwyn Cwmwd; Gwyn Thlws
        Vlk Vlček; Petr Krč; Jan Smrž; Karel Brž; Zdeněk Hrb; Jiří Trnka; Tomáš Vrťo; Ondřej Štvrtník; Václav Drbna; Eva Krbcová
        Ivan Hrnčár; Ľudmila Štrbová; Peter Krištúfek; Marek Tvrdoň; Zuzana Vrbová; Miloš Grk; Stjepan Hrvat; Ante Trstenjak; Tvrtko Kotromanić; Mario Mandžukić
        Hrvoje Brkić; Srđan Đoković; Dragan Krstić; Vuk Crnjanski; Sandra Strk; Mirko Grmek; Ivana Trump; Zvonimir Crnković; Janez Brdnik; Anže Kopitar
        Primož Trubar; Matjaž Štrukelj; Sanja Vrh; Jože Smrke; Blaž Črv; Črtomir Prst; Gašper Krk; Urška Smrtnik; Tadej Pogačar; Žan Čvrk
        Wolfgang Hirschsprung; Klaus Kirschschläger; Jürgen Schwertschmidt; Heinz Angstschreiber; Günther Borchgrevink; Uwe Schwarzschild; Horst Pfitzner; Dirk Wirtschreck; Jörg Strzygowski; Anke Tschirschky
        Bernd Nachtsheim; Max Rechtschaffen; Ursula Schtschukin; Götz Schmidt-Schröder; Sepp Pfründschuh; Hans Krschka; Ilse Schrempf; Ernst Schnitzler; Fritz Knirsch; Lutz Rüdtschwiler
        Beat Zgraggen; Urs Gschwind; Reto Hürlimann; Ueli Tschäppät; Vreni Schneider; Sigrid Þorsteinsdóttir; Hrafnhildur Hrólfsdóttir; Björk Guðmundsdóttir; Þór Ægisson; Snorri Sturluson
        Søren Kierkegaard; Øystein Sørli; Åse Kleveland; Jørn Utzon; Bjørn Dæhlie; Gro Harlem Brundtland; Kjell Bjørn; Håkon Wium; Ingrid Bjørkqvist; Sven Ström
        Lars Hjortshøj; Pär Lindqvist; Göran Schyst; Kerstin Hjärtström; Örjan Skrtic; Väinö Linna; Yrjö Kallinen; Päivi Räsänen; Jyrki Katainen; Hyvärinen Ylönen
        Õnne Pärl; Jaan Kross; Tõnu Õnnepalu; Kärt Hõbe; Vytautas Žalgiris; Rūta Meilutytė; Džeraldas Kšyvickis; Krišjānis Barons; Ģirts Ķīsis; Andris Šķēle
        János Szabó; György Szőllősi; Zsófia Nyárfás; Eszter Csötönyi; Attila Schmidtsch; Kristóf Szegszárdy; Dezső Szentgyörgyi; Ernő Rubik; Anikó Grff; Zsolt Ács
        Ion Creangă; Ștefan Luchian; Țuțea Petre; Gheorghe Hagi; Mihai Eminescu; Ilinca Hrib; Dragoș Bucurenci; Raluca Ștrb; Ana Aslan; Radu Jude
        Şule Çetin; Oğuz Atay; İbrahim Kırmızıgül; Ayşe Özgür; Yıldız Kenter; Hüsnü Şenlendirici; Gülşah Yılmaz; Çağrı Çırpıcı; Tuğrul Türkkan; Işıl Kırık
        José María Ñíguez; Íñigo Etxeberria; Xabier Arzalluz; Aitor Txikillo; Mercè Llorens; Jordi Puigdemont; Begoña Urkullu; Iñaki Urdangarin; Nerea Txapartegi; Joan Llull
        João Gonçalves; Conceição Queirós; Luís Figo; Inês Henriques; Gisele Bündchen; Ayrton Senna; Zé Roberto; Tarcísio Meira; Goreti Mão; Jorge Luís
        François Lefèvre; Anaïs Nœrdlinger; Hervé Guibert; Loïc Kerdranvat; Maëlle Prigent; Yves Klein; Gwenaël Corfmat; Aurélie Lecq; Éloïse Rzepka; Jean-Christophe Schtroumpf
        Giuseppe Sbrizzi; Gioacchino Sgrò; Alessandro Strzyzewski; Niccolò Ghrib; Carlo Sforza; Chiara Schlein; Ettore Schmitz; Lucrezia Borgia; Piergiorgio Odifreddi; Ugo Tognazzi
        Siobhán Ní Bhriain; Aodhán Ó Ríordáin; Caoimhe Flaherty; Padraig Doherty; Niamh Wrynn; Ruairí McGlynn; Sorcha Byrne; Tadhg Kelly; Mhairi Black; Eilidh MacPherson
        Ronald McDonald; Angus MacLeod; Seán FitzGerald; Bart VanDerBerg; Liam O'Shaughnessy; John Knightsbridge; Archie Wrightson; Lynn Sykes; Flynn Rhydd; Stryker Lynch
        Ngozi Okonjo-Iweala; Kwame Nkrumah; Mpho Ntshangase; Nkosazana Dlamini; Thabo Mbhele; Sibusiso Mthethwa; Zwelinzima Vavi; Nomvula Mthunzi; Thandi Ndlovu; Sizwe Ngcobo
        Mswati Dlamini; Nqobile Mdlalose; Nthabiseng Mokoena; Mzwandile Mqhayi; Tshepo Tshwene; Nyasha Mtshali; Tendai Mtawarira; Njeri Wanjiru; Kgosi Kgafela; Mmusi Kgwadi
        Ahmed Ben Brahim; Youssef Mkhitaryan; Khadija Lghoul; Mbarek Bhrir; Fatima Zohra; Abdelhak Nouri; Hakim Ziyech; Nâzım Hikmet; Rachid Ghezzal; Smt Kaur
        Harjit Singh; Krishnamurthy Srinivasan; Ramesh Chandra; Lakshmi Narayan; Jyotsna Krshna; Sri Mrth; Priya Chaturvedi; Gurpreet Grwl; Vikram Seth; Smriti Dhrv
        Xu Zhi; Zhang Shrng; Li Yng; Ng Yng; Kwok Szeto; Hng Ng; Tsz Ng; Ho Chi Kwok; Chng Lng; Lim Swee Hng
        王小明; 鈴木一郎; 김철수; Иван Петров; Мстислав Ростропович; Γιώργος Σεφέρης; محمد علي; משה כהן; สมชาย ใจดี; गौरव शर्मा
        Hrant Mkrtchyan; Artak Mkrtich; Levon Mnatsakanyan; Giorgi Mchedlishvili; Nino Gvritishvili; Vakhtang Brtskinvale; Tamar Mghvdliashvili; Irakli Prtskhvna; Davit Mtskhveta; Zaza Tskhvari
        Al; Bo; Ed; Ty; Cy; Jo; Wu; Yi; O; J
        """.Split([';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
    ];
}
