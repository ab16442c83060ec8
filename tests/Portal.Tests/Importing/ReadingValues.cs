using System.Text;
using OrchardCore.Portal.Importing;

namespace OrchardCore.Portal.Tests.Importing;

/// <summary>The small parts that a million rows lean on.</summary>
public sealed class ReadingValues
{
    [Theory]
    [InlineData("2026-03-31T07:00:00+10:00", "2026-03-30T21:00:00.0000000Z")]
    [InlineData("2026-03-31T07:00Z", "2026-03-31T07:00:00.0000000Z")]
    [InlineData("2026-03-31 07:00:00.25-03:30", "2026-03-31T10:30:00.2500000Z")]
    public void An_instant_is_read_with_its_offset(string text, string utc)
    {
        Assert.True(Instants.TryInstant(Encoding.UTF8.GetBytes(text), out var instant));
        Assert.Equal(utc, instant.ToString("O"));
    }

    [Theory]
    [InlineData("2026-03-31T07:00:00")]
    [InlineData("2026-02-30T07:00:00Z")]
    [InlineData("2026-03-31T24:00:00Z")]
    [InlineData("2026-03-31T07:00:00+1000")]
    [InlineData("31/03/2026T07:00:00Z")]
    public void Anything_else_is_not(string text) => Assert.False(Instants.TryInstant(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void Keys_that_stand_twice_are_found_among_many_with_all_their_places()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        using var keys = new RepeatedKeys(folder);
        for (var record = 1; record <= 20_000; record++) keys.Add("key " + record % 19_999, 0, record, record + 1);

        Assert.Equal([(0, 1L, 2L), (0, 20_000L, 20_001L)], Assert.Single(keys.Take()));
        Assert.Empty(keys.Take());
    }

    [Fact]
    public void Names_of_elements_are_shared_until_their_documents_have_become_too_much()
    {
        var names = new XmlNames();
        var first = names.Table;
        names.Count(XmlNames.MostBytes);
        Assert.Same(first, names.Table);
        names.Count(1);
        Assert.NotSame(first, names.Table);
    }

    [Fact]
    public void A_life_takes_only_its_own_steps()
    {
        Assert.Equal(BatchState.Applied, BatchState.Received.After(BatchEvent.CheckedClean).After(BatchEvent.Applied));
        Assert.Equal(BatchState.Checked, BatchState.Received.After(BatchEvent.CheckedFaulty).After(BatchEvent.GoodRowsWanted));
        Assert.Throws<InvalidOperationException>(() => BatchState.Applied.After(BatchEvent.Retried));
        Assert.Throws<InvalidOperationException>(() => BatchState.Received.After(BatchEvent.Applied));
    }

    [Fact]
    public void What_was_found_is_shown_short_and_without_control_characters() =>
        Assert.Equal("a\u00b7b" + new string('x', 117) + "…", Problem.Shown("a\0b" + new string('x', 500)));
}
