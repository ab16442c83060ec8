using CsvHelper;

namespace OrchardCore.Portal.Importing;

/// <summary>A CSV kind as its header shows it.</summary>
internal abstract class CsvKind(string name, int order) : FileKind(name, order)
{
    /// <summary>Stands at the end of the file of refused rows, so it is passed over when the mended file comes back.</summary>
    public const string ReasonColumn = "refused_because";

    public required IReadOnlyList<Column> Columns
    {
        get;
        init
        {
            field = value;
            foreach (var (ordinal, column) in value.Index()) column.Ordinal = ordinal;
        }
    }

    /// <summary>What is wrong with a header for this kind; none where it fits.</summary>
    public IEnumerable<Problem> FaultsOf(IReadOnlyList<string> header)
    {
        var absent = Columns.Where(column => !header.Contains(column.Name)).ToList();
        for (var place = 0; place < header.Count; place++)
        {
            var unknown = header[place];
            if (unknown == ReasonColumn || Columns.Any(column => column.Name == unknown)) continue;
            if (unknown == "") yield return new Problem(1, $"column {place + 1}", "no name", "a name for every column; a spreadsheet keeps empty columns at the end: delete them there");
            else if (HeaderFaults.Meant(unknown, absent) is { } meant)
            {
                absent.Remove(meant);
                yield return new Problem(1, Problem.Shown(unknown), Problem.Shown(unknown), $"did you mean {meant.Name}? Names of columns are written exactly so");
            }
            else yield return new Problem(1, Problem.Shown(unknown), Problem.Shown(unknown), $"a column of {Name}.csv: {string.Join(", ", Columns.Select(column => column.Name))}");
        }
        foreach (var missing in absent.Where(column => column.Required))
            yield return new Problem(1, missing.Name, "no such column", $"the column {missing.Name}, which {Name}.csv must have");
        foreach (var twice in header.Where(column => column != "").GroupBy(column => column, StringComparer.Ordinal).Where(group => group.Count() > 1))
            yield return new Problem(1, Problem.Shown(twice.Key), $"{twice.Count()} times", "each column once");
    }

    /// <summary>How many of the header's names are this kind's, those that are nearly so for half; those that are not count against it.</summary>
    public int Likeness(IReadOnlyList<string> header) =>
        header.Sum(name => Columns.Any(column => column.Name == name) ? 2 : name is "" or ReasonColumn ? 0 : HeaderFaults.Meant(name, Columns) is not null ? 1 : -1);
}

/// <summary>A CSV file whose lines become rows of one table. The slice describes columns and row; reading and writing are done here.</summary>
internal sealed class CsvKind<T>(string name, int order) : CsvKind(name, order) where T : class
{
    /// <summary>Makes the row of a line; faults of values are noted on the line.</summary>
    public required Func<CsvLine, T> ToRow { get; init; }
    public required Func<T, string> Key { get; init; }
    public required Upsert<T> Store { get; init; }
    public IReadOnlyList<Reference<T>> References { get; init; } = [];
    public Func<T, KnownKey>? Offer { get; init; }

    /// <summary>Sets what a row takes from the thing it refers to: by its space, the account.</summary>
    public Action<T, string, string>? TakeAccount { get; init; }

    public override IEnumerable<Parsed> Read(ContentFile file, Stream content, ReadContext context)
    {
        using var records = new CsvRecords(content);
        var header = records.Header();
        var line = new CsvLine(records, context, [.. Columns.Select(column => Array.IndexOf(header, column.Name))]);
        for (var number = 1L; Next(records, file); number++)
        {
            var parsed = new Parsed(number, records.Line);
            line.Parsed = parsed;
            if (records.Fault(header.Length) is { } fault) parsed.Problems.Add(fault);
            else parsed.Row = ToRow(line);
            yield return parsed;
        }
    }

    private static bool Next(CsvRecords records, ContentFile file)
    {
        try
        {
            return records.Next();
        }
        catch (CsvFormatException fault)
        {
            throw new FileRefusedException(file.Name, new Problem(fault.LineNumber, "", "a record longer than 256 KB", "shorter lines; often a quote that opens here is never closed"));
        }
    }

    public override string KeyOf(object row) => Key((T)row);

    public override KnownKey? Offers(object row) => Offer?.Invoke((T)row);

    public override async Task LookUpAsync(IReadOnlyList<Parsed> chunk, Lookups lookups, CancellationToken stop)
    {
        foreach (var reference in References)
        {
            var known = await lookups.FindAsync(reference.Space, chunk.Where(parsed => parsed.IsGood).Select(parsed => reference.Key((T)parsed.Row!)), stop);
            var (last, account) = ("", (string?)null);
            foreach (var parsed in chunk)
            {
                if (!parsed.IsGood || reference.Key((T)parsed.Row!) is not { Length: > 0 } key) continue;
                if (key != last) (last, account) = (key, known.GetValueOrDefault(key));
                if (account is not null) TakeAccount?.Invoke((T)parsed.Row!, reference.Space, account);
                else parsed.Refuse(reference.Column.Name, key, $"a known {reference.Space}: none with this number was imported before, or stands in an earlier file of the same zip");
            }
        }
    }

    public override Task WriteAsync(IReadOnlyList<Parsed> chunk, ChunkWriter writer, CancellationToken stop) =>
        writer.WriteAsync(Name, Store, [.. chunk.Select(parsed => (T)parsed.Row!)], stop);
}
