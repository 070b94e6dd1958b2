"""What happened to which chip, and when."""

from __future__ import annotations

import pytest

import extractor

PUBLISHED = "2024-06-03"
CASES = {
    "Nvidia today unveiled the H200.": [("H200", "announced", "2024-06-03")],
    "On Monday, Nvidia announced the H200.": [("H200", "announced", "2024-06-03")],
    "Nvidia announced the H200 and the GH200 in November 2023.": [
        ("H200", "announced", "2023-11"),
        ("GH200", "announced", "2023-11"),
    ],
    "The H200 was announced in November 2023.": [("H200", "announced", "2023-11")],
    "The H200, first unveiled in November 2023, is here.": [("H200", "announced", "2023-11")],
    "AMD introduced its Instinct MI300X in 2023.": [("Instinct MI300X", "announced", "2023")],
    "The Instinct MI300X, which AMD introduced in 2023, sells well.": [("Instinct MI300X", "announced", "2023")],
    "Huawei debuts Kirin 9000": [("Kirin 9000", "announced", None)],
    "The H200 will ship in the third quarter of 2024.": [("H200", "available", "2024-Q3")],
    "The H200 goes on sale on June 10.": [("H200", "available", "2024-06-10")],
    "The H200 will be available in July.": [("H200", "available", "2024-07")],
    "Intel launched the Xeon 6 on June 4.": [("Xeon 6", "available", "2024-06-04")],
    "AMD released the Ryzen 9 9950X in August 2024.": [("Ryzen 9 9950X", "available", "2024-08")],
    "The Ryzen 9 9950X was launched in August 2024.": [("Ryzen 9 9950X", "available", "2024-08")],
    "The Ryzen 9 9950X arrives next month.": [("Ryzen 9 9950X", "available", "2024-07")],
    "Nvidia announced the H200 on Monday and it will ship in July.": [
        ("H200", "announced", "2024-06-03"),
        ("H200", "available", "2024-07"),
    ],
    "Intel's Lunar Lake will enter mass production in 2024.": [("Lunar Lake", "production", "2024")],
    "Intel has taped out Panther Lake.": [("Panther Lake", "production", None)],
    "AMD is sampling the Instinct MI325X.": [("Instinct MI325X", "production", None)],
    "Intel delayed Sapphire Rapids until 2022.": [("Sapphire Rapids", "delayed", "2022")],
    "The launch of Intel's Sapphire Rapids was delayed until 2022.": [("Sapphire Rapids", "delayed", "2022")],
    "Intel cancelled Larrabee in 2010.": [("Larrabee", "cancelled", "2010")],
    "Larrabee was cancelled in 2010.": [("Larrabee", "cancelled", "2010")],
    "Intel's Lunar Lake was launched at a show in May 2024.": [("Lunar Lake", "announced", "2024-05")],
    "The H200 has not been announced.": [],
    "Nvidia announced servers with the H200.": [],
    "Microsoft announced H200 instances on Monday.": [],
    "The H200 is fast.": [],
    "Nvidia announced its results on Monday. The H200 sold well.": [],
}

PASSAGES = {
    "Nvidia builds on Hopper, announced in March 2022, for the racks.": [("Hopper", "announced", "2022-03")],
    "The Xeon 6, launched in April 2024, has 144 cores.": [("Xeon 6", "available", "2024-04")],
    "It is faster than the Ryzen 9 7950X, out since September 2022.": [("Ryzen 9 7950X", "available", "2022-09")],
    "It shares a socket with the Ryzen 7 9700X, due in July.": [("Ryzen 7 9700X", "available", "2024-07")],
    "Intel's Meteor Lake, on sale since December 2023, has a small NPU.": [("Meteor Lake", "available", "2023-12")],
    "Intel's Meteor Lake (available since December 2023) has a small NPU.": [("Meteor Lake", "available", "2023-12")],
    "The Instinct MI300X, shipping since December 2023, is fast.": [("Instinct MI300X", "available", "2023-12")],
    "Intel's Lunar Lake will land in early 2025.": [("Lunar Lake", "available", "2025")],
    "The Snapdragon X Elite (announced in October 2023) has 12 cores.": [
        ("Snapdragon X Elite", "announced", "2023-10")
    ],
    "Google's Trillium, the successor to TPU v5e, was unveiled in May 2024.": [("Trillium", "announced", "2024-05")],
    "Intel's Gaudi 3, which replaces Gaudi 2, will ship in the third quarter of 2024.": [
        ("Gaudi 3", "available", "2024-Q3")
    ],
    "The B200, with twice the memory of the H100, arrives in late 2024.": [("B200", "available", "2024")],
    "Launched in October 2022, the GeForce RTX 4090 is still hard to find.": [
        ("GeForce RTX 4090", "available", "2022-10")
    ],
    "First shown in January 2024, the Ryzen 7 8700G has fast graphics.": [("Ryzen 7 8700G", "announced", "2024-01")],
    "Due later this year is the Xeon 6900P.": [("Xeon 6900P", "available", "2024")],
    "It replaces the Core i9-13900K, which came out in October 2022.": [("Core i9-13900K", "available", "2022-10")],
    "The M1, which Apple introduced in November 2020, started it.": [("M1", "announced", "2020-11")],
    "The other has a Snapdragon 8 Gen 3, which Qualcomm has sold since October 2023.": [
        ("Snapdragon 8 Gen 3", "available", "2023-10")
    ],
    "AMD, whose EPYC 9754 came out last June, has more cores.": [("EPYC 9754", "available", "2023-06")],
    "Nvidia introduced the L40S, an accelerator for video, and the L4 on June 2.": [
        ("L40S", "announced", "2024-06-02"),
        ("L4", "announced", "2024-06-02"),
    ],
    "Amazon announced Graviton4 in November 2023, together with Trainium2.": [
        ("Graviton4", "announced", "2023-11"),
        ("Trainium2", "announced", "2023-11"),
    ],
    "The Ryzen 9 9950X and the Ryzen 5 9600X go on sale in July.": [
        ("Ryzen 9 9950X", "available", "2024-07"),
        ("Ryzen 5 9600X", "available", "2024-07"),
    ],
    "Also announced: the Instinct MI325X, in production this quarter.": [
        ("Instinct MI325X", "announced", None),
        ("Instinct MI325X", "production", "2024-Q2"),
    ],
    "The roadmap has Blackwell Ultra in 2025, Rubin in 2026 and Rubin Ultra in 2027.": [
        ("Blackwell Ultra", "available", "2025"),
        ("Rubin", "available", "2026"),
        ("Rubin Ultra", "available", "2027"),
    ],
    "The Instinct MI400 series in 2026 should close the gap.": [("Instinct MI400", "available", "2026")],
    "Intel's Panther Lake, in 2025.": [("Panther Lake", "available", "2025")],
    "The RP2040 of January 2021 had two cores.": [("RP2040", "available", "2021-01")],
    "AMD took the wraps off the Instinct MI325X on Monday.": [("Instinct MI325X", "announced", "2024-06-03")],
    "Intel lifted the lid on Lunar Lake last week.": [("Lunar Lake", "announced", "2024-W22")],
    "Arm showed the Cortex-X925 on May 29.": [("Cortex-X925", "announced", "2024-05-29")],
    "Nvidia has begun shipping the H200.": [("H200", "available", None)],
    "Intel's Granite Rapids will reach customers in the third quarter.": [("Granite Rapids", "available", "2024-Q3")],
    "Intel's Arrow Lake is slated for the fourth quarter of 2024.": [("Arrow Lake", "available", "2024-Q4")],
    "Zen 6 is pencilled in for 2026.": [("Zen 6", "available", "2026")],
    "The Instinct MI350 follows in 2025.": [("Instinct MI350", "available", "2025")],
    "Broadcom's Tomahawk 5 was in volume by March 2023.": [("Tomahawk 5", "available", "2023-03")],
    "Nvidia will answer with Rubin in 2026.": [("Rubin", "available", "2026")],
    "AMD's Instinct MI355X is scheduled to sample in the second half of 2024.": [
        ("Instinct MI355X", "production", "2024-H2")
    ],
    "Intel's Clearwater Forest moves from 2025 to the first half of 2026.": [
        ("Clearwater Forest", "delayed", "2026-H1")
    ],
    "Intel's Sapphire Rapids slipped to 2023.": [("Sapphire Rapids", "delayed", "2023")],
    "Intel pushed back Granite Rapids until 2024.": [("Granite Rapids", "delayed", "2024")],
    "Intel shelves Falcon Shores": [("Falcon Shores", "cancelled", None)],
    "Intel has scrapped Rialto Bridge.": [("Rialto Bridge", "cancelled", None)],
    "Rialto Bridge was dropped in March 2023.": [("Rialto Bridge", "cancelled", "2023-03")],
    "Intel retired Itanium in 2021.": [("Itanium", "cancelled", "2021")],
    "The GeForce GTX 1660 has been discontinued.": [("GeForce GTX 1660", "cancelled", None)],
    "Intel pulled the plug on Larrabee in 2010.": [("Larrabee", "cancelled", "2010")],
    "AMD unveiled the Instinct MI325X on Monday. The chip will ship in the fourth quarter.": [
        ("Instinct MI325X", "announced", "2024-06-03"),
        ("Instinct MI325X", "available", "2024-Q4"),
    ],
    "Qualcomm unveiled the Snapdragon X Plus in April. The ten-core laptop processor arrives on June 18.": [
        ("Snapdragon X Plus", "announced", "2024-04"),
        ("Snapdragon X Plus", "available", "2024-06-18"),
    ],
    "Rubin, the platform that replaces Blackwell, is in full production and will ship in 2026.": [
        ("Rubin", "production", None),
        ("Rubin", "available", "2026"),
    ],
    "Nvidia announced the H200 in November 2023. Systems ship this quarter.": [
        ("H200", "announced", "2023-11"),
        ("H200", "available", "2024-Q2"),
    ],
    "AMD's EPYC 9754 is expected to be launched at Computex on June 4.": [("EPYC 9754", "announced", "2024-06-04")],
    "Qualcomm announced the Snapdragon X Plus for late 2024.": [
        ("Snapdragon X Plus", "announced", None),
        ("Snapdragon X Plus", "available", "2024"),
    ],
    "Production of the H100 began in 2022, and the H200 will ship within weeks.": [
        ("H100", "production", "2022"),
        ("H200", "available", None),
    ],
}
PASSAGES |= {
    # What is put off takes its new date, wherever it was meant to be before.
    "Intel delayed the release of its Cannon Lake chips until the end of 2026.": [("Cannon Lake", "delayed", "2026")],
    "Intel said on Friday that it has pushed back the introduction of Granite Rapids.": [
        ("Granite Rapids", "delayed", None)
    ],
    "Intel's Lunar Lake was unveiled in May. The company pushed it back to September.": [
        ("Lunar Lake", "announced", "2024-05"),
        ("Lunar Lake", "delayed", "2024-09"),
    ],
    "Intel's Gaudi 3 faces a delay of six months, pushing its mass production to 2025 from 2024.": [
        ("Gaudi 3", "delayed", "2025")
    ],
    "The Athlon 64, first promised for late last year, will now come out in September.": [
        ("Athlon 64", "delayed", "2024-09")
    ],
    "Zen 6 won't ship before 2026.": [("Zen 6", "available", "2026")],
    "Intel's Nova Lake will not enter mass production until 2026.": [("Nova Lake", "production", "2026")],
    # Production, in its many words.
    "Samsung has begun mass-producing the Exynos 2500.": [("Exynos 2500", "production", None)],
    "Samsung has kicked off mass production of the Exynos 2500.": [("Exynos 2500", "production", None)],
    "The Exynos 2500 taped out in May. Volume production starts in the fourth quarter.": [
        ("Exynos 2500", "production", "2024-05")
    ],
    # What comes to market, in its many words.
    "Intel's Lunar Lake is set to hit shelves in September.": [("Lunar Lake", "available", "2024-09")],
    "Intel's Panther Lake could be ready in early 2025.": [("Panther Lake", "available", "2025")],
    "Nvidia's Feynman is the last of them, targeting 2028.": [("Feynman", "available", "2028")],
    "AMD will launch Zen 5 in July, followed by Zen 6 in 2026.": [
        ("Zen 5", "available", "2024-07"),
        ("Zen 6", "available", "2026"),
    ],
    "Google has been selling TPU v4 to its customers since 2022.": [("TPU v4", "available", "2022")],
    "Nvidia unveiled Blackwell in March. It plans to start offering the new chip next year.": [
        ("Blackwell", "announced", "2024-03"),
        ("Blackwell", "available", "2025"),
    ],
    "The H200 taped out in May. General availability is planned for the first quarter of 2025.": [
        ("H200", "production", "2024-05"),
        ("H200", "available", "2025-Q1"),
    ],
    "Qualcomm announced the Snapdragon 8s Gen 3 in March. Xiaomi will introduce the first phone based on the Snapdragon "
    "8 Gen 4 in October.": [
        ("Snapdragon 8s Gen 3", "announced", "2024-03"),
        ("Snapdragon 8 Gen 4", "available", "2024-10"),
    ],
    "On sale since March 6 at $599, the Radeon RX 7900 XT sells well.": [
        ("Radeon RX 7900 XT", "available", "2024-03-06")
    ],
    "The RTX 4080 goes on sale on June 12 and the RTX 4070 on June 19.": [
        ("GeForce RTX 4080", "available", "2024-06-12"),
        ("GeForce RTX 4070", "available", "2024-06-19"),
    ],
    # Lists, lineups, what is described first and named later.
    "Intel launched two processors for cheap machines, the Xeon 6900P for servers and the Core Ultra 9 285K for desktops, "
    "on Monday.": [
        ("Xeon 6900P", "available", "2024-06-03"),
        ("Core Ultra 9 285K", "available", "2024-06-03"),
    ],
    "AMD announced the Ryzen 9000 series on Monday. The lineup includes the Ryzen 9 9950X and the Ryzen 5 9600X.": [
        ("Ryzen 9000", "announced", "2024-06-03"),
        ("Ryzen 9 9950X", "announced", "2024-06-03"),
        ("Ryzen 5 9600X", "announced", "2024-06-03"),
    ],
    "AMD expands its Ryzen family with the Ryzen 9 7950X3D.": [("Ryzen 9 7950X3D", "announced", None)],
    "On Monday, Google presented a chip for quantum computers. The Willow processor has 105 qubits.": [
        ("Willow", "announced", "2024-06-03")
    ],
    "The MI300 series is AMD's third CDNA accelerator line, released in late 2023.": [
        ("Instinct MI300", "available", "2023")
    ],
    # News without a day of its own is of the day that the article opens with; what is older keeps its own.
    "AMD held its show on Monday. It also introduced the Instinct MI325X.": [
        ("Instinct MI325X", "announced", "2024-06-03")
    ],
    "Intel shelves Falcon Shores\n\nThe company told analysts on Thursday that it was a hard choice.": [
        ("Falcon Shores", "cancelled", "2024-05-30")
    ],
    "AMD held its show on Monday. It had introduced the Instinct MI300X before.": [
        ("Instinct MI300X", "announced", None)
    ],
    # What is launched, and had later, was announced; a chip for phones too.
    "Intel launched the Xeon 6900P today. It will be available in September.": [
        ("Xeon 6900P", "announced", "2024-06-03"),
        ("Xeon 6900P", "available", "2024-09"),
    ],
    "Qualcomm launched the Snapdragon 8s Gen 3 today.": [("Snapdragon 8s Gen 3", "announced", "2024-06-03")],
    "Knights Hill, which was killed off years ago, was meant for 2016.": [("Knights Hill", "cancelled", None)],
}
PASSAGES |= {
    "Nvidia today unveiled its first Ampere based processor, the A100.": [("A100", "announced", "2024-06-03")],
    "The RTX 4060 Ti is close to the RX 7700 XT, which is also set to launch in July.": [
        ("Radeon RX 7700 XT", "available", "2024-07")
    ],
    "Intel Xeon 6900P with 128 cores, announced in May 2024.": [("Xeon 6900P", "announced", "2024-05")],
}
PASSAGES |= {
    # A base form behind "is expected to" takes an object.
    "Nvidia is expected to unveil Blackwell in August.": [("Blackwell", "announced", "2024-08")],
    "Intel is expected to launch Lunar Lake in September.": [("Lunar Lake", "available", "2024-09")],
    "AMD will soon launch the Ryzen 9 9950X.": [("Ryzen 9 9950X", "available", None)],
    # Two chips, two dates.
    "The RTX 4080 and RTX 4070 arrive on June 12 and June 19, respectively.": [
        ("GeForce RTX 4080", "available", "2024-06-12"),
        ("GeForce RTX 4070", "available", "2024-06-19"),
    ],
    "Nvidia makes the H100 and the H200. The latter will ship in July.": [("H200", "available", "2024-07")],
    "Intel makes the Core Ultra 9 285K and the Xeon 6. The former ships in July.": [
        ("Core Ultra 9 285K", "available", "2024-07")
    ],
    # Sentences turned round, and a second name in brackets.
    "The only card to launch this year will be the RTX 4090.": [("GeForce RTX 4090", "available", "2024")],
    "The first to arrive, in July, will be the RTX 4080.": [("GeForce RTX 4080", "available", "2024-07")],
    "The RTX 4000 (Ada Lovelace) cards won't arrive until November.": [("GeForce RTX 4000", "available", "2024-11")],
    # The day on which it was said is not the day on which it happens.
    "Nvidia said Wednesday that it has already shipped 13,000 Blackwell chips.": [("Blackwell", "available", None)],
    "The Xeon 6 will ship in volume, Intel said on Monday.": [("Xeon 6", "available", None)],
    # What is launched with no day, or later this season, was not announced on a day to come.
    "The launch of Nvidia's Blackwell is now expected in September.": [("Blackwell", "available", "2024-09")],
    # On sale, in more words.
    "The Ryzen 9 9950X will be on shelves in July.": [("Ryzen 9 9950X", "available", "2024-07")],
    "The H200 will be in the hands of customers by the end of the year.": [("H200", "available", "2024")],
    "Pre-orders for the GeForce RTX 4080 open on June 12.": [("GeForce RTX 4080", "available", "2024-06-12")],
    "You can buy the Ryzen 9 9950X from July 31.": [("Ryzen 9 9950X", "available", "2024-07-31")],
    "The Ryzen 9 9950X can be ordered from July 31.": [("Ryzen 9 9950X", "available", "2024-07-31")],
    "The Ryzen 9 9950X's launch date is July 31.": [("Ryzen 9 9950X", "available", "2024-07-31")],
    "The RTX 4090 won't get here until 2025.": [("GeForce RTX 4090", "available", "2025")],
    "Intel will unleash the Core Ultra 9 285K in October.": [("Core Ultra 9 285K", "available", "2024-10")],
    # Production, delays and ends, in more words.
    "Nvidia's Blackwell is on track to ramp in the second half of 2024.": [("Blackwell", "production", "2024-H2")],
    "Nvidia's Blackwell is running late.": [("Blackwell", "delayed", None)],
    "AMD has postponed the Instinct MI350 launch to an open date in November.": [
        ("Instinct MI350", "delayed", "2024-11")
    ],
    "Intel ditched Rialto Bridge last year.": [("Rialto Bridge", "cancelled", "2023")],
    "Intel gave up on Rialto Bridge last year.": [("Rialto Bridge", "cancelled", "2023")],
    "Intel will stop taking orders for the Core i7-875K in September.": [("Core i7-875K", "cancelled", "2024-09")],
    "The releases of the RTX 4080 and RTX 4070 were delayed, moving them to new dates in July and August respectively.": [
        ("GeForce RTX 4080", "delayed", "2024-07"),
        ("GeForce RTX 4070", "delayed", "2024-08"),
    ],
}
PASSAGES |= {
    # What can be ordered from one day and is sold from another.
    "The GeForce RTX 2080 is available for pre-order today and ships on September 20.": [
        ("GeForce RTX 2080", "available", "2024-09-20")
    ],
    "The RTX 2080 Ti and the RTX 2070 can be ordered today. Both will hit the shelves on September 20.": [
        ("GeForce RTX 2080 Ti", "available", "2024-09-20"),
        ("GeForce RTX 2070", "available", "2024-09-20"),
    ],
    # Lists: in headlines, with prices in brackets, behind "including"; a clause of its own ends one.
    "Nvidia's RTX 2080, RTX 2080 Ti cards arrive September 20.": [
        ("GeForce RTX 2080", "available", "2024-09-20"),
        ("GeForce RTX 2080 Ti", "available", "2024-09-20"),
    ],
    "Nvidia revealed the RTX 2070 ($500), RTX 2080 ($700), and RTX 2080 Ti ($1000).": [
        ("GeForce RTX 2070", "announced", None),
        ("GeForce RTX 2080", "announced", None),
        ("GeForce RTX 2080 Ti", "announced", None),
    ],
    "MediaTek launched more chips, including the mid-range Dimensity 800, Dimensity 820, and Dimensity 720.": [
        ("Dimensity 800", "available", None),
        ("Dimensity 820", "available", None),
        ("Dimensity 720", "available", None),
    ],
    "AMD launched the EPYC 7003, and the next-generation Genoa processor is expected in the fourth quarter.": [
        ("EPYC 7003", "available", None),
        ("Genoa", "available", "2024-Q4"),
    ],
    "The GTX 10 series (Pascal) came out in May 2016.": [("GeForce GTX 10", "available", "2016-05")],
    # Which date: not that of another clause, of the past for what will be, or of the saying.
    "After gains in 2023 with the Instinct MI300X, AMD will introduce the Instinct MI350.": [
        ("Instinct MI350", "announced", None)
    ],
    "Earlier this month Samsung announced that it is preparing for mass production of the Exynos 2500 in 2025.": [
        ("Exynos 2500", "production", "2025")
    ],
    "Samsung works on the Exynos 2600. Mass production is expected to start in the second half of 2025.": [
        ("Exynos 2600", "production", "2025-H2")
    ],
    "Intel plans the introduction of Panther Lake in the second half of 2025.": [
        ("Panther Lake", "available", "2025-H2")
    ],
    "Weeks before CES, Intel launched the Arc B580.": [("Arc B580", "available", None)],
    # Which chip: that of the clause, behind "as for", quoted, or of a dangling participle.
    "As for Intel's Clearwater Forest, the launch has been postponed until 2026.": [
        ("Clearwater Forest", "delayed", "2026")
    ],
    "Intel's Falcon Shores, succeeding Gaudi 3, was axed in January.": [("Falcon Shores", "cancelled", "2024-01")],
    "Intel's next one is ‘Jaguar Shores’, due 2027.": [("Jaguar Shores", "available", "2027")],
    "Unveiled last week, we can now show you the Radeon R9 Fury X.": [("Radeon R9 Fury X", "announced", "2024-W22")],
    "Intel's Meteor Lake, which launched in December 2023 as the first Core Ultra, has tiles.": [
        ("Meteor Lake", "available", "2023-12")
    ],
    "Intel is calling off Larrabee, which was expected to be released in 2025.": [("Larrabee", "cancelled", None)],
    "After that, AMD launched the EPYC 7003.": [("EPYC 7003", "available", None)],
    # More words for it.
    "Qualcomm is set to showcase the Snapdragon X2 Elite.": [("Snapdragon X2 Elite", "announced", None)],
    "IBM said today that it has completed development of the POWER9.": [("POWER9", "announced", "2024-06-03")],
    "Intel's Panther Lake is on track for the second half of 2025.": [("Panther Lake", "available", "2025-H2")],
}
PASSAGES |= {
    # Samples are production, whatever verb tells of them.
    "Samples of the Versal AI Edge Gen 2 and the Versal Prime Gen 2 are due in 2025.": [
        ("Versal AI Edge Gen 2", "production", "2025"),
        ("Versal Prime Gen 2", "production", "2025"),
    ],
    "Nvidia's H200 samples will ship in August.": [("H200", "production", "2024-08")],
    "AMD plans to sample the Instinct MI400 in 2026.": [("Instinct MI400", "production", "2026")],
    "Cyrix and AMD wait; AMD will produce the K6 in July.": [("K6", "production", "2024-07")],
    # "Both" are the two told of; "not" of the sentence before denies nothing.
    "Microsoft introduced the Maia 100 and Cobalt 100. Both go into the company's data centers early next year.": [
        ("Maia 100", "announced", None),
        ("Cobalt 100", "announced", None),
        ("Maia 100", "available", "2025"),
        ("Cobalt 100", "available", "2025"),
    ],
    "Nvidia is not alone. AMD began shipping its Instinct MI300X in December.": [
        ("Instinct MI300X", "available", "2023-12")
    ],
    "AMD announced the expansion of its Versal adaptive system on chip portfolio with the Versal Prime Gen 2 family.": [
        ("Versal Prime Gen 2", "announced", None)
    ],
    "Tesla said the AI5 is “close to taping out,” AI6 is only drawn.": [("AI5", "production", None)],
    "Arm is taking the wraps off of the Neoverse V3.": [("Neoverse V3", "announced", None)],
}
PASSAGES |= {
    # The chip that is spoken of, not the one that it is built on.
    "AMD's Instinct MI350 series, powered by the new AMD CDNA 4 architecture, which is expected in 2025, is fast.": [
        ("Instinct MI350", "available", "2025")
    ],
    "The Instinct MI400 series, based on the AMD CDNA Next architecture, will be released in 2026.": [
        ("Instinct MI400", "available", "2026")
    ],
    "AMD's Bergamo processors, which are EPYC too, will be launched in 2025.": [("Bergamo", "available", "2025")],
    # What had been expected is not told; what was said to have begun is of the day.
    "Sun's UltraSPARC IV will emerge in September; analysts had expected it to debut in March.": [
        ("UltraSPARC IV", "available", "2024-09")
    ],
    "IBM today announced that it has started shipping the PowerPC 604.": [("PowerPC 604", "available", "2024-06-03")],
    "Google's Tensor G5 has reached the ‘tapeout’ stage.": [("Tensor G5", "production", None)],
    "Intel is calling off its Larrabee chip.": [("Larrabee", "cancelled", None)],
}
PASSAGES |= {
    # A list in lines of its own, behind the sentence that leads it in.
    "Intel has issued a notice to cease production of the following CPUs:\n\n- Core i7-875K\n- Core i5-760 and Core i5-655K\n\n"
    "The Core i7-980X stays.": [
        ("Core i7-875K", "cancelled", None),
        ("Core i5-760", "cancelled", None),
        ("Core i5-655K", "cancelled", None),
    ],
    "AMD today announced two new chips:\n\nRyzen 9 9950X: 16 cores\nRyzen 5 9600X: 6 cores": [
        ("Ryzen 9 9950X", "announced", "2024-06-03"),
        ("Ryzen 5 9600X", "announced", "2024-06-03"),
    ],
}
PASSAGES |= {
    # A date before a noun: "a Q3 launch"; a month is no "may".
    "Nvidia plans a Q3 launch for Blackwell.": [("Blackwell", "available", "2024-Q3")],
    "Nvidia's Blackwell is heading for a Q3 launch.": [("Blackwell", "available", "2024-Q3")],
    "Blackwell is down for its fourth-quarter rollout, and the H200 is old.": [("Blackwell", "available", "2024-Q4")],
    # A label and a date in a line or sentence of their own.
    "Intel Lunar Lake\nAvailability: Q3 2024.": [("Lunar Lake", "available", "2024-Q3")],
    "The Instinct MI325X was unveiled on Monday. Availability: Q4 2024.": [
        ("Instinct MI325X", "announced", "2024-06-03"),
        ("Instinct MI325X", "available", "2024-Q4"),
    ],
    "AMD Instinct MI325X. Cores: 304. Launch: early 2025.": [("Instinct MI325X", "available", "2025")],
    "Model: GeForce 256\nPipelines: 4\nRelease date: 1999\n\nModel: GeForce 2\nDate released: 2000": [
        ("GeForce 256", "available", "1999"),
        ("GeForce2", "available", "2000"),
    ],
    "The Instinct MI325X (mass production: Q3 2024) has 256GB.": [("Instinct MI325X", "production", "2024-Q3")],
    # In brackets, and expected with no verb of its own.
    "Its fastest are the Instinct MI350 (2025) and the Instinct MI400 (2026).": [
        ("Instinct MI350", "available", "2025"),
        ("Instinct MI400", "available", "2026"),
    ],
    "- Instinct MI350 (2025): twice as fast\n- Instinct MI400 (2026): no details yet": [
        ("Instinct MI350", "available", "2025"),
        ("Instinct MI400", "available", "2026"),
    ],
    "We expect the Ryzen 9 9950X sometime around late July.": [("Ryzen 9 9950X", "available", "2024-07")],
    # "Followed by" tells what the verb before it told.
    "Trainium was announced in 2020, followed by Trainium2 in 2023.": [
        ("Trainium", "announced", "2020"),
        ("Trainium2", "announced", "2023"),
    ],
    # "May saw the launch of"; "the cards" are those last named.
    "November of last year saw the launch of the Instinct MI300X.": [("Instinct MI300X", "available", "2023-11")],
    "Nvidia readies the GeForce RTX 5090. Mass production of the cards will begin in August.": [
        ("GeForce RTX 5090", "production", "2024-08")
    ],
}
PASSAGES |= {
    # Samples and production as the subject; what is sampled is named behind.
    "Nvidia announced the H200 in November 2023. Samples are due in the third quarter.": [
        ("H200", "announced", "2023-11"),
        ("H200", "production", "2024-Q3"),
    ],
    "Broadcom is sampling the industry's first 102Tbps switch chip targeting clouds. Built on 3nm, Tomahawk 6 has 1,024 "
    "lanes.": [("Tomahawk 6", "production", None)],
    # What stands beside the subject: behind "following", in brackets, in a clause of its own.
    "Following Lunar Lake, Intel's Panther Lake will ship in 2025.": [("Panther Lake", "available", "2025")],
    "The Instinct MI350 (built on CDNA 4) will ship in 2025.": [("Instinct MI350", "available", "2025")],
    "Blackwell, Nvidia's first chip with two dies, is shipping to some customers.": [("Blackwell", "available", None)],
    "Intel's Lunar Lake will be faster. The lineup, made for thin laptops, will ship in September.": [
        ("Lunar Lake", "available", "2024-09")
    ],
    # A noun that is put off tells nothing else; a list with a date each; the date of the clause before.
    "The introduction of Intel's Granite Rapids will be delayed until August.": [
        ("Granite Rapids", "delayed", "2024-08")
    ],
    "Graviton was announced in 2018, followed by Graviton2 in 2019, Graviton3 in 2022, and Graviton4 in 2023.": [
        ("Graviton", "announced", "2018"),
        ("Graviton2", "announced", "2019"),
        ("Graviton3", "announced", "2022"),
        ("Graviton4", "announced", "2023"),
    ],
    "AMD plans to launch the Instinct MI350 in 2025, and it is sampling the chip now.": [
        ("Instinct MI350", "available", "2025"),
        ("Instinct MI350", "production", None),
    ],
    "First came the Instinct MI250X and the Instinct MI210 in 2021.": [
        ("Instinct MI250X", "available", "2021"),
        ("Instinct MI210", "available", "2021"),
    ],
    "In July, AMD will make an announcement about the Ryzen 9 9950X.": [("Ryzen 9 9950X", "announced", "2024-07")],
    "It is the end of the road for Itanium.": [("Itanium", "cancelled", None)],
}
PASSAGES |= {
    # The day or the place between the verb and its object.
    "Nvidia announced on Monday the H200.": [("H200", "announced", "2024-06-03")],
    "Nvidia announced today at Computex the H200 and the GH200.": [
        ("H200", "announced", "2024-06-03"),
        ("GH200", "announced", "2024-06-03"),
    ],
    "AMD unveiled at its conference last week a new generation of chips - the Ryzen 9000 series.": [
        ("Ryzen 9000", "announced", "2024-W22")
    ],
    # The launch of a chip as a noun behind its name.
    "The Xeon 6 launch is in the third quarter.": [("Xeon 6", "available", "2024-Q3")],
    "Since the M1's launch in November 2020, Apple has sold many.": [("M1", "available", "2020-11")],
    "After the H200 announcement in November 2023, prices fell.": [("H200", "announced", "2023-11")],
    "Nvidia plans a hard launch for Blackwell around late September.": [("Blackwell", "available", "2024-09")],
    "Look for the Core Ultra 9 285K next month.": [("Core Ultra 9 285K", "available", "2024-07")],
    # What is denied keeps its date.
    "AMD will ship the Instinct MI350, which won't enter production in 2024 as planned.": [
        ("Instinct MI350", "available", None)
    ],
    "Intel introduced a new line of chips for servers on Monday. Intel said its new Xeon 6 is fast.": [
        ("Xeon 6", "announced", "2024-06-03")
    ],
}
PASSAGES |= {
    # The first machines with a chip bring it to market; others do not. Where the chip is spoken of, it is the chip.
    "The first laptops with the Snapdragon X Elite go on sale on June 18.": [
        ("Snapdragon X Elite", "available", "2024-06-18")
    ],
    "The first phone with the Snapdragon 8 Gen 4 will launch in October.": [
        ("Snapdragon 8 Gen 4", "available", "2024-10")
    ],
    "The phone with the Snapdragon 8 Gen 3, launched in October, is fast.": [
        ("Snapdragon 8 Gen 3", "available", "2023-10")
    ],
    "The EPYC 9965 uses Zen 5c and ships in July.": [("EPYC 9965", "available", "2024-07")],
    "Intel has Lunar Lake coming in September.": [("Lunar Lake", "available", "2024-09")],
}
PASSAGES |= {
    # A sentence that opens with what happened, before "it"; two verbs that open it.
    "IBM makes POWER10. Announced on August 17, 2020 and launched in 2021, it follows POWER9.": [
        ("POWER10", "announced", "2020-08-17"),
        ("POWER10", "available", "2021"),
    ],
    "IBM announced POWER10 in 2020; it was succeeded by POWER11 in 2025.": [
        ("POWER10", "announced", "2020"),
        ("Power11", "available", "2025"),
    ],
    "AMD's Zen 5 is on course for a launch in July.": [("Zen 5", "available", "2024-07")],
    "The release date for AMD's Zen 5 is July 2024.": [("Zen 5", "available", "2024-07")],
    "AMD will release the Zen 4 architecture Ryzen 7000 series in August.": [("Ryzen 7000", "available", "2024-08")],
}
PASSAGES |= {
    # Prices, tables, lists of years, sentences without a verb.
    "The Ryzen Threadripper 1950X will sell for $1,000 starting August 10.": [
        ("Ryzen Threadripper 1950X", "available", "2024-08-10")
    ],
    "Nvidia's GeForce RTX 5090 retails for $1,999 from June 30.": [("GeForce RTX 5090", "available", "2024-06-30")],
    "| Intel Lunar Lake | Q3 2024 | 3nm |": [("Lunar Lake", "available", "2024-Q3")],
    "Roadmap:\n2025: Instinct MI350\n2026: Instinct MI400": [
        ("Instinct MI350", "available", "2025"),
        ("Instinct MI400", "available", "2026"),
    ],
    "AMD talks of the Ryzen 9 9950X. Due in July.": [("Ryzen 9 9950X", "available", "2024-07")],
    "Nvidia boss Jensen Huang shows the B200. Shipping later this year.": [("B200", "available", "2024")],
    # More words for it.
    "Intel's Arc B580 lands December 13 for $249.": [("Arc B580", "available", "2024-12-13")],
    "Trainium3 is expected by the end of 2025.": [("Trainium3", "available", "2025")],
    "Nvidia stopped making the GeForce GTX 1660 in early 2024.": [("GeForce GTX 1660", "cancelled", "2024")],
    "Blackwell's ramp was pushed out by a quarter because of a design flaw.": [("Blackwell", "delayed", None)],
}
PASSAGES |= {
    # A list behind a colon, and one behind "alongside".
    "Two cards are set for a Q4 debut: Quadro RTX 8000 (48GB, $10,000) and Quadro RTX 5000 (16GB, $2,300).": [
        ("Quadro RTX 8000", "available", "2024-Q4"),
        ("Quadro RTX 5000", "available", "2024-Q4"),
    ],
    "Amazon announced Graviton4 in November 2023, alongside Trainium2 and Inferentia2.": [
        ("Graviton4", "announced", "2023-11"),
        ("Trainium2", "announced", "2023-11"),
        ("Inferentia2", "announced", "2023-11"),
    ],
}
# Whom the verb speaks of, where the sentence sets chips apart or lists them.
SPOKEN_OF = {
    # Machines bring a chip to market that the article tells of, or the first ones do.
    "Laptops with the Core Ultra 9 285H arrive in July.": [],
    "Acer's laptops with the Core Ultra 9 285H will go on sale in July.": [],
    "Intel unveiled the Core Ultra 9 285H on Monday. Laptops with the Core Ultra 9 285H arrive in July.": [
        ("Core Ultra 9 285H", "announced", "2024-06-03"),
        ("Core Ultra 9 285H", "available", "2024-07"),
    ],
    "Motorola was the first maker to debut the Snapdragon 8 Gen 1 in December 2021.": [
        ("Snapdragon 8 Gen 1", "available", "2021-12")
    ],
    # How many are sold is not that they are.
    "Shipments of the B200 will exceed 30,000 units by the end of January.": [],
    "Shipments of the B200 will reach customers in July.": [("B200", "available", "2024-07")],
    # What is put off has not come out.
    "Intel's Sapphire Rapids was delayed again. The arrival of Sapphire Rapids is important to it.": [
        ("Sapphire Rapids", "delayed", None)
    ],
    # What only a chip that is out does.
    "In the second half of 2027, Nvidia's Rubin Ultra will double that.": [("Rubin Ultra", "available", "2027-H2")],
    "Next year, the RTX 4090 will cost more.": [],
    "In 2023, the RTX 4090 would replace all others in the racks.": [],
    "The Ryzen 9 9950X and 9900X – which share a socket – will be released in July.": [
        ("Ryzen 9 9950X", "available", "2024-07"),
        ("Ryzen 9 9900X", "available", "2024-07"),
    ],
    "The board takes the follow-on to Milan, a server chip named Genoa, due in 2025.": [("Genoa", "available", "2025")],
    "It is slower than the Ryzen 7 9700X, which did launch last year.": [("Ryzen 7 9700X", "available", "2023")],
    "AMD's RTX 4090-beating Radeon RX 7900 XTX ships in July.": [("Radeon RX 7900 XTX", "available", "2024-07")],
    "The RTX 4090 replacement will be shown off in July.": [],
    "Next year AMD plans another Zen 5-based product codenamed Strix Halo.": [("Strix Halo", "available", "2025")],
    "Intel has the Xeon 6. For a server using it to be announced in July, more is needed.": [],
    "The Xeon 6 chips were revealed to suffer from a fault late last year.": [],
    "The Xeon 6 was revealed to the press in April.": [("Xeon 6", "announced", "2024-04")],
    "Its lead in the market is due to the Xeon 6.": [],
    "The chip follows on the successor to the Ryzen 7 7800X3D, which was unveiled in January 2023.": [
        ("Ryzen 7 7800X3D", "announced", "2023-01")
    ],
    "AMD isn't slated to launch its Zen 6 architecture, which adds support for many new things, until late 2026.": [
        ("Zen 6", "available", "2026")
    ],
}

NOTHING = [
    "2023: AMD's Instinct MI300X sells well",
    "AMD is praised for the Ryzen 9 9950X. Critics in July liked it.",
    "AMD will launch a successor to the Ryzen 7 7800X3D in July.",
    "AMD's Zen 5 was originally slated for a Q1 launch.",
    "Announced in May, it has 8 cores.",
    "Dell launched the XPS 13 with Snapdragon X Elite on May 20.",
    "Samsung's Galaxy S25, powered by the Snapdragon 8 Gen 4, will launch in January 2025.",
    "The laptop with the Ryzen 9 9950X goes on sale in July.",
    "The Legion Go S runs on a Ryzen Z2 Go and will be available in May.",
    "The Pixel 9 has the Tensor G4 and goes on sale in August.",
    "The RTX 4090 laptop will be available in February.",
    "The DGX B200 will ship in the fourth quarter.",
    "Intel announced on Monday that the Xeon 6 is fast.",
    "The H100 launch event in June was big.",
    "OpenAI's launch in June used the H100.",
    "Originally, AMD aimed to roll out the Instinct MI350 in 2023.",
    "Nvidia's next GPU, which replaces Hopper, will ship in July.",
    "Marvell makes Teralynx 10 chips. It has shipped more than 5 million ports.",
    "Processor: Snapdragon 8 Gen 3\nRelease date: January 2024",
    "The H100 sold out before the May launch event.",
    "The H100 was used for the October launch of a chatbot.",
    "We expect the H100 in May to be twice as fast.",
    "Gaudi 3 chips only ship with 128GB of memory.",
    "The Snapdragon 8 Gen 3 was planned for the Ultra model that Samsung sold in January.",
    "Sun shelved plans to release Itanium-compatible versions of Solaris.",
    "AMD announces Radeon RX 9000 series graphics card launch timing.",
    "Apple could announce refreshed laptops with the M3 in July.",
    "The B650 was launched around the same time as the Ryzen 9 7950X.",
    "AMD today announced its results:\n- Ryzen 9 9950X sold well\n- Ryzen 5 9600X did not",
    "Sun plans to announce the dual-Opteron machine on June 10.",
    "Intel sells Core chips, and the 14th generation lineup was released in October.",
    "We tested a sample of the H100 in May 2023.",
    "HTC unveiled the first Snapdragon phone two weeks ago.",
    "Intel sells Core chips. It will soon launch a display.",
    "The studio showed a game built on the M1 before the release of macOS on Thursday.",
    "AMD agreed to buy ATI on Monday, and cut the price of the Athlon 64 X2.",
    "The H200 is expected to bring a 2.5-fold increase in memory bandwidth in July.",
    "Ada Lovelace introduced 4th Gen tensor cores for Nvidia.",
    "IBM, which makes POWER9, announced it joined a consortium last week.",
    "When Lunar Lake arrives, Nvidia will sell Rubin.",
    "It was a sale before EPYC launched.",
    "The performance of the chip was shown at the fair; the M3's battery will be announced in May.",
    "The RTX 2080 Ti's first review won't arrive until June 19.",
    "The MI300 has not yet been fully rolled out.",
    "The company was expected to release the H200 in May.",
    "Intel is abandoning any efforts to launch Larrabee.",
    "Google has been selling TPU v4 to customers in 2022.",
    "The already-delayed SoFIA is small.",
    "The H100 includes the second Transformer Engine.",
    "AMD expands its Ryzen family.",
    "A delay of the benchmark hurt nobody who owns an RTX 4080.",
    "Dell announced servers in May. They run on the H100.",
    "Microsoft released Windows 11 in October 2021 and it ran poorly on the Ryzen 7 1700.",
    "AMD announced results for the first quarter; sales of EPYC rose.",
    "Nvidia announced a dividend on Tuesday, as demand for the H100 grew.",
    "Meta bought 350,000 H100s in 2024.",
    "We tested the Ryzen 9 7950X in May.",
    "Prices of the H100 fell in 2024.",
    "The M2 has eight cores, and the board will ship in June.",
    "The Raspberry Pi 4 has the BCM2711, and its successor, out since 2023, is faster.",
    "The tests showed the M3 ahead of the M2.",
    "The H100 did not arrive in time.",
    "The release of drivers for the Arc A770 took months.",
    "Intel has not announced Nova Lake.",
    "Twitter went on sale in 2022, and runs on EPYC.",
    "Driver support for the Radeon RX 7900 XTX was added in 2023.",
    "Shares of Intel fell 5% in 2023, while Xeon sales rose.",
    "The feature was dropped in 2019 when Intel sold Core chips.",
    "H100 instances are available in June.",
    "OpenAI launched GPT-4 in March 2023 on clusters of A100 chips.",
    "A delay of the benchmark hurt nobody who owns an RTX 4090.",
    "He joined Intel in 1995 to work on the Pentium.",
    "Sony released the PlayStation 5 in 2020, with Zen 2 inside.",
    "The company detailed its plan to cut 2,000 jobs in June; Xeon was not named.",
    "Laptops arrive in June.",
    "The Instinct MI300X, shipping boards included, costs less since May.",
    "Apple used the A7 in 2013.",
]

ALL = {**CASES, **PASSAGES, **SPOKEN_OF}


@pytest.mark.parametrize(("text", "events"), ALL.items(), ids=ALL)
def test_events(chipwire: extractor.Extractor, text: str, events: list[tuple[str, str, str | None]]) -> None:
    found = chipwire.extract(text, published=PUBLISHED).events
    assert [(event.chip, event.event, event.date) for event in found] == events


@pytest.mark.parametrize("text", NOTHING, ids=NOTHING)
def test_nothing_happens_to_a_chip(chipwire: extractor.Extractor, text: str) -> None:
    assert chipwire.extract(text, published=PUBLISHED).events == []


@pytest.mark.parametrize("text", ["Nvidia launched the", "The H100, announced", "On sale", "H100 in 2024", "it ships"])
def test_an_article_may_end_anywhere(chipwire: extractor.Extractor, text: str) -> None:
    assert chipwire.extract(f"The H100. {text}", published=PUBLISHED).article.words > 0


def test_an_event_is_told_once_with_the_first_date(chipwire: extractor.Extractor) -> None:
    text = "Nvidia unveils the H200. On Monday, Nvidia unveiled the H200. The H200 was unveiled on Monday."
    (event,) = chipwire.extract(text, published=PUBLISHED).events
    assert (event.chip, event.event, event.date) == ("H200", "announced", "2024-06-03")


def test_an_event_names_the_entities_that_show_it(chipwire: extractor.Extractor) -> None:
    result = chipwire.extract("The H200 will ship in July.", published=PUBLISHED)
    assert [result.entities[index].text for index in result.events[0].entities] == ["H200", "July"]
