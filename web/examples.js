// Articles to try, written for this page.

export const EXAMPLES = {
  launch: {
    name: "a launch",
    published: "2023-11-29",
    title: "AWS shows Trainium2 and Graviton4 in Las Vegas",
    text: `Amazon Web Services (AWS) announced two chips of its own design on Tuesday: Trainium2, for training large models, and Graviton4, a general-purpose processor.

Trainium2 is up to 4 times faster than the first Trainium, the company said, and twice as energy efficient. It will be offered in clusters of up to 100,000 chips; the first instances are expected next year. Anthropic is among the first customers.

Graviton4 delivers up to 30% better compute performance than Graviton3, with 50% more cores and 75% more memory bandwidth. It is available in preview today, and generally in the coming months.

It comes two weeks after November 13, 2023, when Nvidia announced the H200. AWS goes on buying GPUs from Nvidia too: it will offer the GH200 Grace Hopper as well.`,
  },
  earnings: {
    name: "a results day",
    published: "2024-08-01",
    title: "",
    text: `Intel shares fell after the chipmaker cut its outlook for the third quarter. Revenue was down 1% from a year earlier, and the company will lay off staff before the end of the year.

Its next server processor did better. Xeon 6 with efficient cores, launched in June 2024, is up to 4.2 times faster at transcoding than second-generation Xeon, Intel says, with 2.6 times better performance per watt. Lunar Lake will be launched on September 3; its graphics are said to be 50% faster than those of Meteor Lake.

AMD reported on Tuesday. It now expects more than $4.5 billion from the Instinct MI300X in 2024. The MI325X comes in the fourth quarter, and the MI350 series, due in 2025, promises a 35x increase in inference performance over the CDNA 3 generation.`,
  },
  friends: {
    name: "false friends",
    published: "2022-05-10",
    title: "",
    text: `The expedition rowed down the Amazon for 12 days, and one man broke an arm. They had good intel, an apple a day, and a meta-study of fevers that none of them had read twice.

At noon on Monday they met the other half of the team. It was three times as many people as they had food for, and 30% of them wanted to turn back. A titan among rowers, their guide may march on: "I did this in 1998, and I will do it again next spring."

The radio, a small board with an Arm Cortex-M4, kept running throughout.`,
  },
};
