using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Importing;

/// <summary>
/// A kind of file that can be imported. The slice that owns the rows says how they are read and written; the machinery here never
/// knows what a charge is.
/// </summary>
/// <param name="order">Files of one batch are taken in this order, so that what is referred to comes first.</param>
internal abstract class FileKind(string name, int order)
{
    public string Name => name;
    public int Order => order;

    /// <summary>What its rows can be referred to by, and may hold only once; kinds with the same one follow each other in the order.</summary>
    public required KeySpace Keys { get; init; }

    /// <summary>A pure function from the file to rows or problems, as a stream. What was read of a bad row is not kept.</summary>
    /// <exception cref="FileRefusedException">The file cannot be read any further.</exception>
    public abstract IEnumerable<Parsed> Read(ContentFile file, Stream content, ReadContext context);

    /// <summary>What the natural key is made of, for people: "meter_number, register, read_at".</summary>
    public required string KeyWords { get; init; }

    /// <summary>A row's natural key; the same file twice leaves what one leaves.</summary>
    public abstract string KeyOf(object row);

    /// <summary>What others may refer to by this row, with the account that it belongs to.</summary>
    public abstract KnownKey? Offers(object row);

    /// <summary>Adds problems to rows that refer to what is not there, which is never of the same kind. Sets what a row takes from what it refers to.</summary>
    public abstract Task LookUpAsync(IReadOnlyList<Parsed> chunk, Lookups lookups, CancellationToken stop);

    /// <summary>Writes good rows, inside the transaction of their chunk.</summary>
    public abstract Task WriteAsync(IReadOnlyList<Parsed> chunk, ChunkWriter writer, CancellationToken stop);
}

/// <summary>What reading needs to know of the retailer, and what it may take from beside the file.</summary>
internal sealed record ReadContext(Retailer Retailer, RetailerCalendar Calendar, ImportContents Contents, StoredPdfs? Pdfs, Guid BatchId, ImportOptions Limits)
{
    /// <summary>Nothing is kept while a file is only checked.</summary>
    public bool IsCheck => Pdfs is null;

    /// <summary>Of the batch's XML documents.</summary>
    public XmlNames Names { get; } = new();
}

/// <summary>A record of a file: a row, or what is wrong with it.</summary>
internal sealed class Parsed(long record, long line)
{
    /// <summary>Counted from 1, in the order of the file.</summary>
    public long Record => record;
    public long Line => line;
    public object? Row { get; set; }
    private List<Problem>? _problems;
    public List<Problem> Problems => _problems ??= [];
    public IReadOnlyList<Problem> AllProblems => _problems is null ? [] : _problems;
    public bool IsGood => _problems is null || _problems.TrueForAll(problem => problem.IsWarning);

    /// <summary>How many rows it comes to when it is written.</summary>
    public int Weight { get; set; } = 1;
    public int File { get; set; }

    public void Refuse(string place, string found, string expected) => Problems.Add(new Problem(line, place, Problem.Shown(found), expected));
    public void Warn(string place, string found, string expected) => Problems.Add(new Problem(line, place, Problem.Shown(found), expected, IsWarning: true));
}
