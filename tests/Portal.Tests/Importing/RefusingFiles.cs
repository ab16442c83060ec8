using System.Text;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.AccountDetails;

namespace OrchardCore.Portal.Tests.Importing;

/// <summary>What is wrong with a file is said by line, and nothing of it is written.</summary>
public sealed class RefusingFiles(RefusingFiles.Filled filled) : IClassFixture<RefusingFiles.Filled>
{
    /// <summary>A portal with all that the faulty samples refer to. A file that is refused leaves it as it was.</summary>
    public sealed class Filled : IAsyncLifetime
    {
        internal PortalApp Portal { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Portal = await PortalApp.StartAsync();
            await Portal.WithGoodSamplesAsync();
        }

        public async Task DisposeAsync() => await Portal.DisposeAsync();
    }

    [Theory]
    [InlineData("charges-missing-column.csv", 1, "charge")]
    [InlineData("charges-unknown-statement.csv", 3, "known statement")]
    [InlineData("charges-wrong-column-count.csv", 3, "values")]
    [InlineData("customers-latin1.csv", 3, "UTF-8")]
    [InlineData("customers-required-value-missing.csv", 3, "must not be empty")]
    [InlineData("customers-unclosed-quote.csv", 3, "closing quote")]
    [InlineData("customers-unknown-column.csv", 1, "account_number")]
    [InlineData("customers-utf16.csv", 1, "CSV")]
    [InlineData("empty.csv", 1, "header")]
    [InlineData("readings-bad-number.csv", 3, "number")]
    [InlineData("readings-duplicate-key.csv", 5, "each key once")]
    [InlineData("services-unknown-value.csv", 2, "electricity, gas, water")]
    [InlineData("statements-bad-date.csv", 2, "2026-03-31")]
    [InlineData("statements-unknown-account.csv", 3, "known account")]
    [InlineData("transactions-bad-money.csv", 2, "no currency sign")]
    [InlineData("transactions-too-many-decimals.csv", 3, "at most 2 decimals")]
    [InlineData("unknown-kind.csv", 1, "belongs to none")]
    [InlineData("ubl-billion-laughs.xml", 2, "DOCTYPE")]
    [InlineData("ubl-external-entity.xml", 2, "DOCTYPE")]
    [InlineData("ubl-not-well-formed.xml", 117, "well-formed")]
    [InlineData("ubl-other-currency.xml", null, "AUD")]
    [InlineData("ubl-unknown-account.xml", null, "known account")]
    [InlineData("zip-path-outside.zip", null, "plain names")]
    [InlineData("zip-pdf-missing.zip", null, "inside the zip")]
    [InlineData("zip-truncated.zip", null, "whole zip")]
    [InlineData("zip-unknown-file.zip", null, "")]
    public async Task A_faulty_sample_is_refused_and_told_why(string file, int? line, string expected)
    {
        var portal = filled.Portal;
        var before = await Dump.OfAsync(portal, "lumen");

        var told = await portal.HandInSampleAsync("faulty/" + file);

        Assert.Equal("Rejected", told.State);
        Assert.Contains(told.Problems, problem => (line is null || problem.Line == line) && problem.Expected.Contains(expected, StringComparison.Ordinal));
        Assert.Equal(before, await Dump.OfAsync(portal, "lumen"));
    }

    [Fact]
    public async Task Hostile_zips_are_refused()
    {
        await using var portal = await PortalApp.StartAsync(new Dictionary<string, string> { ["Portal:Imports:MaxZipFiles"] = "50", ["Portal:Imports:MaxUnpackedBytes"] = "3000000" });
        const string rows = "account_number,email,first_name,last_name\n1,a@example.com,A,B\n";
        var random = new byte[1_600_000];
        new Random(1).NextBytes(random);

        await Refused("..", Zip.Of(("../customers.csv", rows)), "plain names");
        await Refused("absolute", Zip.Of(("/etc/customers.csv", rows)), "plain names");
        await Refused("backslash", Zip.Of(("a\\customers.csv", rows)), "plain names");
        await Refused("twice", Zip.Of(("customers.csv", rows), ("CUSTOMERS.csv", rows)), "each name once");
        await Refused("zip in zip", Zip.Of(("inner.zip", Zip.Of(("customers.csv", rows)))), "CSV file");
        await Refused("too many", Zip.Of([.. Enumerable.Range(0, 51).Select(number => ($"{number}.csv", rows))]), "at most 50 files");
        await Refused("bomb", Zip.Of(("customers.csv", Encoding.UTF8.GetBytes(rows + new string('x', 20_000_000)))), "");
        await Refused("bomb of rows", Zip.Of(("customers.csv", Encoding.UTF8.GetBytes(rows + string.Concat(Enumerable.Repeat("1,a@example.com,A,B\n", 1_000_000))))), "less content");
        await Refused("too much", Zip.Of(("a.pdf", random), ("b.pdf", random)), "no file");
        await Refused("commas", Zip.Of(("customers.csv", "account_number,email" + new string(',', 200_000) + "\n1,a@example.com\n")), "a header: the names of the columns");
        await Refused("semicolons", Zip.Of(("customers.csv", "account_number;email" + new string(';', 200_000) + "\n1;a@example.com\n")), "a header: the names of the columns");
        var wide = "account_number,email" + new string(',', 400) + "\n1,a@example.com\n";
        await Refused("many wide ones", Zip.Of([.. Enumerable.Range(0, 50).Select(number => ($"{number}.csv", wide))]), "fewer than 5,000 problems");
        await Refused("nothing", Zip.Of(Array.Empty<(string, string)>()), "");

        async Task Refused(string what, byte[] zip, string expected)
        {
            var told = await portal.HandInAsync(what + ".zip", zip);
            Assert.True(told.State == "Rejected" && told.Problems.Any(problem => problem.Expected.Contains(expected, StringComparison.Ordinal)) || what == "too much", $"{what}: {told.State} {string.Join("; ", told.Problems)}");
            Assert.Equal(0, await portal.ReadAsync("lumen", db => db.Accounts.CountAsync()));
        }
    }

    [Theory]
    [InlineData("nul.csv", "account_number,email,first_name,last_name\n1,a@example.com,A\0,B\n", "NUL")]
    [InlineData("header-only.csv", "account_number,email,first_name,last_name\n", "at least one row")]
    [InlineData("twice.csv", "account_number,email,first_name,last_name,email\n1,a@example.com,A,B,c\n", "each column once")]
    [InlineData("page.html", "<html><body/></html>", "UBL 2.1")]
    [InlineData("blank.csv", "\n \n", "header")]
    public async Task Odd_texts_are_refused(string name, string text, string expected)
    {
        var told = await filled.Portal.HandInAsync(name, text);
        Assert.Equal("Rejected", told.State);
        Assert.Contains(told.Problems, problem => problem.Expected.Contains(expected, StringComparison.Ordinal) || problem.Found.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_found_is_shortened_and_cannot_break_the_report()
    {
        await using var portal = await PortalApp.StartAsync();
        var told = await portal.HandInAsync("customers.csv", $"account_number,email,first_name,last_name\n1,=cmd|calc {new string('x', 5000)},A,B\n2,a@example.com,{new string('y', 300_000)},B\n");

        Assert.Equal("Rejected", told.State);
        Assert.All(told.Problems, problem => Assert.InRange(problem.Found.Length, 0, 130));
        using var client = await portal.BillingSystemAsync();
        Assert.Contains("'=cmd", await client.GetStringAsync(new Uri(told.Report!, UriKind.Relative)), StringComparison.Ordinal);
    }
}
