using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Tests.Importing;
using OrchardCore.Portal.Usage.Intervals;
using OrchardCore.Portal.Usage.MarketFiles;
using static OrchardCore.Portal.Tests.Usage.MeterHome;

namespace OrchardCore.Portal.Tests.Usage;

/// <summary>Meter files that somebody broke, or wrote to do harm: each is refused with its line and what was expected, and nothing of it is kept.</summary>
public sealed class RefusingMeterFiles(MeterHome home) : IClassFixture<MeterHome>
{
    private const string Meter = "4103000501";

    private static readonly DateOnly March = new(2026, 3, 1);

    // Under these the cases are told apart in the list of tests.
    private static readonly Dictionary<string, (string Lines, long Line, string Place, string Expected)> Broken = new()
    {
        ["a line of 70,000 characters"] = (With("1" + new string('0', 70_000)), 3, "", "a record in each line"),
        ["a line of a million fields"] = ($"{Stream(Meter, "E1")}\n{Day(March, 1)}{new string(',', 1_000_000)}", 3, "", "a record in each line"),
        ["five megabytes without a line's end"] = ($"{Stream(Meter, "E1")}\n300,{new string('1', 5_000_000)}", 3, "", "a record in each line"),
        ["a NUL in a value"] = (With("1\0"), 3, "", "ASCII or UTF-8"),
        ["a NUL where nobody looks"] = ($"{Stream(Meter, "E1")}\n{Day(March, 1)}\0", 3, "", "ASCII or UTF-8"),
        ["a broken character"] = (With("1\ufffd"), 3, "interval 1", "a number"),
        ["a value below zero"] = (With("-0.001"), 3, "interval 1", "not below zero"),
        ["an exponent"] = (With("1e3"), 3, "interval 1", "a number"),
        ["a point alone"] = (With("."), 3, "interval 1", "a number"),
        ["two points"] = (With("1.2.3"), 3, "interval 1", "a number"),
        ["a number of 18 digits"] = (With("123456789012345678"), 3, "interval 1", "a number"),
        ["ten decimals"] = (With("0.0000000001"), 3, "interval 1", "a number"),
        ["digits of another script"] = (With("\u0661\u0662"), 3, "interval 1", "a number"),
        ["what a spreadsheet would reckon"] = (With("=1+1"), 3, "interval 1", "a number"),
        ["nothing in an actual day"] = (With(""), 3, "interval 1", "a number"),
        ["a day that comes to more than a store holds"] = (With("99999999999999999"), 3, "300", "add up to"),
        ["a day that does not exist"] = ($"{Stream(Meter, "E1")}\n{Day(March, 1).Replace("20260301,", "20260231,", StringComparison.Ordinal)}", 3, "interval date", "a date"),
        ["an hour that does not exist"] = ($"{Stream(Meter, "E1")}\n{Day(March, 1).Replace("120000", "250000", StringComparison.Ordinal)}", 3, "update date and time", "yyyymmddhhmmss"),
        ["a quality of nobody's"] = ($"{Stream(Meter, "E1")}\n{Day(March, 1, "X")}", 3, "quality method", "A, N, V"),
        ["a substitute without its method"] = ($"{Stream(Meter, "E1")}\n{Day(March, 1, "S")}", 3, "quality method", "a two-digit method"),
        ["too few values"] = ($"{Stream(Meter, "E1", minutes: 5)}\n{Day(March, 1)}", 3, "300", "288 values"),
        ["ranges that overlap"] = ($"{Stream(Meter, "E1")}\n{Day(March, 1, "V")}\n400,1,40,A,,\n400,40,48,A,,", 3, "400 (line 5)", "without a gap"),
        ["a range that no day has"] = ($"{Stream(Meter, "E1")}\n{Day(March, 1, "V")}\n400,1,99999999999,A,,", 3, "400 (line 4)", "ends by 48"),
        ["a day whose ranges are missing"] = ($"{Stream(Meter, "E1")}\n{Day(March, 1, "V")}", 3, "400", "all 48 intervals"),
        ["a range of no day"] = ($"{Stream(Meter, "E1")}\n400,1,48,A,,", 3, "record", "a 300 record before"),
        ["a day of no stream"] = (Day(March, 1), 2, "300", "a good 200 record"),
        ["markup for a meter"] = ($"{Stream("<script>", "E1")}\n{Day(March, 1)}", 2, "NMI", "an NMI"),
        ["a header in the middle"] = ($"{Stream(Meter, "E1")}\n100,NEM12,202603021200,MDP,RETAILER\n{Day(March, 1)}", 3, "", "at the beginning"),
        ["more after the end"] = ($"{Stream(Meter, "E1")}\n900\n{Day(March, 1)}", 4, "", "nothing after"),
        ["a record of another file"] = ($"{Stream(Meter, "E1")}\n250,1,2", 3, "record", "100, 200, 300"),
    };

    public static TheoryData<string> Cases => [.. Broken.Keys];

    [Theory, MemberData(nameof(Cases))]
    public async Task A_broken_NEM12_file_is_refused_with_its_line(string name)
    {
        var (lines, line, place, expected) = Broken[name];
        await KnownAsync();

        var told = await home.Portal.HandInAsync("broken.csv", Encoding.UTF8.GetBytes($"100,NEM12,202603021200,MDP,RETAILER\n{lines}\n900\n"));

        Assert.Equal("Rejected", told.State);
        Assert.Contains(told.Problems, problem => problem.Line == line && problem.Place == place && problem.Expected.Contains(expected, StringComparison.Ordinal));
        Assert.Empty(await DaysAsync());
    }

    [Fact]
    public async Task A_file_in_UTF_16_is_refused_with_what_to_do()
    {
        var told = await home.Portal.HandInAsync("utf-16.csv", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes($"100,NEM12,202603021200,MDP,RETAILER\n{Stream(Meter, "E1")}\n{Day(March, 1)}\n900\n")]);

        Assert.Equal("Rejected", told.State);
        Assert.Contains(told.Problems, problem => problem.Found.Contains("UTF-16", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "\n", "")]
    [InlineData("\ufeff", "\r\n", "")]
    [InlineData("", "\r", "")]
    [InlineData("", "\n\n , \n", "")]
    [InlineData("", "\n", "\"")]
    public async Task Marks_ends_of_lines_blank_ones_and_quotes_make_no_difference(string mark, string end, string quote)
    {
        await KnownAsync();
        string[] lines = ["100,NEM12,202603021200,MDP,RETAILER", Stream(Meter, "E1"), Day(March, 0.125m).Replace("0.125,", $"{quote}0.125{quote},", StringComparison.Ordinal), Day(March.AddDays(1), 2), "900"];

        var told = await home.Portal.HandInAsync("odd.csv", mark + string.Join(end, lines));

        Assert.True(told.State == "Applied", string.Join("; ", told.Problems));
        Assert.Equal([6, 96], (await DaysAsync()).Select(day => day.Total));
        await home.Portal.DataAsync("lumen", db => db.IntervalDays.Where(day => day.MeterNumber == Meter).ExecuteDeleteAsync());
    }

    [Theory]
    [InlineData("250,4103000501,11,1,11,11,S,E,1\0,20260101000000,A,,,2,20260201000000,A,,,1,kWh,,,", "", "ASCII or UTF-8")]
    [InlineData("250,4103000501,11,1,11,11,S,E,1,20260101000000,A,,,2,20260201000000,A,,,1e9,kWh,,,", "quantity", "a number")]
    [InlineData("250,4103000501,11,1,11,11,S,E,-1,20260101000000,A,,,2,20260201000000,A,,,1,kWh,,,", "previous read", "what the register showed")]
    [InlineData("250,4103000501,11,1,12345678901,11,S,E,1,20260101000000,A,,,2,20260201000000,A,,,1,kWh,,,", "NMI suffix", "characters such as 11")]
    [InlineData("LONG", "", "a record in each line")]
    public async Task A_broken_NEM13_file_is_refused_with_its_line(string record, string place, string expected)
    {
        await KnownAsync();
        var told = await home.Portal.HandInAsync("broken.csv", $"100,NEM13,202603021200,MDP,RETAILER\n{record.Replace("LONG", "250," + new string(',', 100_000), StringComparison.Ordinal)}\n900\n");

        Assert.Equal("Rejected", told.State);
        Assert.Contains(told.Problems, problem => problem.Line == 2 && problem.Place == place && problem.Expected.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Numbers_are_the_same_whether_eight_are_read_at_once_or_one_by_one()
    {
        var random = new Random(2026);
        for (var round = 0; round < 2000; round++)
        {
            var kind = random.Next(6);
            string[] numbers = [.. Enumerable.Range(0, 288).Select(_ => NumberOf(random, kind))];
            if (random.Next(3) == 0) numbers[random.Next(288)] = Odd[random.Next(Odd.Length)];

            // A blank before a number makes each of them be looked at by itself.
            var (plain, careful) = (Read(numbers), Read([.. numbers.Select(number => " " + number)]));

            Assert.Equal(careful.Problem?.Place, plain.Problem?.Place);
            Assert.Equal(careful.Problem?.Found.Trim(), plain.Problem?.Found);
            Assert.Equal(careful.Row?.Values, plain.Row?.Values);
            Assert.Equal(careful.Row?.Total, plain.Row?.Total);
            if (plain.Row is null) continue;
            Assert.Equal(numbers.Select(number => decimal.Parse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)), Interval.Of(plain.Row).Select(one => one.Value!.Value));
        }
    }

    private static readonly string[] Odd = ["", ".", "1.2.3", "-1", "+1", "1e3", "1,5", "12345678", "123456.78", "1234567.8", "123456789", "0.123456789", "0.1234567890", "99999999999999999", "123456789012345678", "5.", ".5", "/", ":", "0x1", "\u0661", "1\u00e9"];

    private static string NumberOf(Random random, int kind) => kind switch
    {
        0 => (random.Next(1000) / 1000m).ToString("0.000", CultureInfo.InvariantCulture),
        1 => (random.Next(50_000) / 1000m).ToString("0.###", CultureInfo.InvariantCulture),
        2 => random.Next(12).ToString(CultureInfo.InvariantCulture),
        3 => (random.Next(200_000_000) / 100m).ToString("0.##", CultureInfo.InvariantCulture),
        4 => (random.NextInt64(1_000_000_000_000) / 1_000_000_000m).ToString("0.#########", CultureInfo.InvariantCulture),
        _ => (string[])["5.", ".5", "7", "07.50", "0"] is var few ? few[random.Next(few.Length)] : "",
    };

    private static (IntervalDay? Row, OrchardCore.Portal.Importing.Problem? Problem) Read(string[] numbers)
    {
        var file = $"100,NEM12,202603021200,MDP,RETAILER\n{Stream(Meter, "E1", minutes: 5)}\n300,20260301,{string.Join(',', numbers)},A,,,20260302120000,\n900\n";
        var parsed = new Nem12Lines(new NemLines(new MemoryStream(Encoding.UTF8.GetBytes(file)), "random.csv"), Guid.Empty).Read().Single();
        return ((parsed.Row as MeterDay)?.ToRow(), parsed.AllProblems.SingleOrDefault());
    }

    private static string With(string first) => $"{Stream(Meter, "E1")}\n300,20260301,{first},{string.Join(',', Enumerable.Repeat("1", 47))},A,,,20260302120000,";

    private async Task KnownAsync()
    {
        if (!await home.Portal.ReadAsync("lumen", db => db.Set<OrchardCore.Portal.EnergyServices.EnergyService>().AnyAsync(service => service.MeterNumber == Meter)))
            await home.Portal.AddAsync("lumen", GettingUsage.Service(Meter, new(2020, 1, 1)));
    }

    private Task<List<IntervalDay>> DaysAsync() => home.Portal.ReadAsync("lumen", db => db.IntervalDays.AsNoTracking().Where(day => day.MeterNumber == Meter).OrderBy(day => day.Day).ToListAsync());
}
