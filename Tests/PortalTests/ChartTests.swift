import HTML
import Testing

@testable import Portal

@Suite struct ChartTests {
    @Test(
        "An axis ends at a round number that holds the highest value",
        arguments: [(0, 4), (1, 2), (3, 3), (7, 8), (41, 60), (342, 400), (401, 600), (999, 1000), (12_345, 15_000)]
            as [(Int, Int)]
    )
    func axis(_ highest: Int, _ top: Int) {
        #expect(Scale(highest: highest).top == top)
    }

    @Test("Whatever the values, an axis has two to five steps and leaves nothing out")
    func anyAxis() {
        for _ in 0..<2000 {
            let highest = Int.random(in: 0...(Int(1) << Int.random(in: 1...40)))
            let scale = Scale(highest: highest)
            #expect(scale.top >= highest)
            #expect((3...5).contains(scale.steps.count))
        }
    }

    @Test(
        "Numbers in drawings are short and never exponents",
        arguments: [(0, "0"), (1.5, "1.5"), (2.345, "2.35"), (-0.1, "-0.1"), (1e-9, "0"), (1234.05, "1234.05")]
            as [(Double, String)]
    )
    func numbers(_ value: Double, _ expected: String) {
        #expect(svgNumber(value) == expected)
    }

    @Test("Charts without values, or with one, are drawn all the same")
    func extremes() {
        let parts = [DonutChart.Part(name: "Done", value: 0, colour: 1), .init(name: "Dead", value: 7, colour: 4)]
        let point = LineChart.Point(label: "00:00", detail: "8 Mar, 00:00")
        let charts: [HTML] = [
            DonutChart(name: "Jobs", noun: "jobs", parts: []).html,
            DonutChart(name: "Jobs", noun: "jobs", parts: parts).html,
            LineChart(name: "Jobs", pointName: "Hour", points: [], series: []).html,
            LineChart(
                name: "Jobs",
                pointName: "Hour",
                points: [point],
                series: [.init(name: "done", colour: 1, values: [0])]
            )
            .html,
            BarChart(bars: [.init(name: "none", value: 0)]).html,
            TimelineChart(
                name: "Course",
                spans: [.init(name: "Ran", start: 1, end: 1, colour: 1, detail: "0 ms")],
                ends: ("a", "b")
            ).html,
        ]
        for chart in charts {
            #expect(WellFormed.faults(inFragment: chart.string) == [])
            #expect(!chart.string.contains("nan") && !chart.string.contains("inf"))
        }
    }

    @Test("The parts of a donut fill the ring")
    func donut() {
        let chart = DonutChart(
            name: "Jobs",
            noun: "jobs",
            parts: [.init(name: "a", value: 1, colour: 1), .init(name: "b", value: 3, colour: 2)]
        ).html.string
        #expect(chart.contains("stroke-dasharray=\"24.2 100\" stroke-dashoffset=\"-0.4\""))
        #expect(chart.contains("stroke-dasharray=\"74.2 100\" stroke-dashoffset=\"-25.4\""))
    }
}
