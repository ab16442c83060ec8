namespace OrchardCore.Portal.Importing;

/// <summary>What all files of a zip together may still unpack to; what is read twice counts once.</summary>
internal sealed class UnpackBudget(long limit)
{
    private readonly Dictionary<string, long> _read = [];
    private long _total;

    /// <returns>Whether it is too much now.</returns>
    public bool Exceeds(string name, long position)
    {
        var before = _read.GetValueOrDefault(name);
        if (position <= before) return false;
        _read[name] = position;
        return (_total += position - before) > limit;
    }
}

/// <summary>A file of a zip while it is unpacked: a bomb, a wrong length or a wrong checksum ends it.</summary>
internal sealed class UnpackedStream(string name, Stream inner, long packed, long length, uint checksum, UnpackBudget budget) : Stream
{
    // CSV of daily readings packs to a tenth or twentieth; deflate cannot do better than 1:1032, which is what a bomb is.
    private const int HighestRatio = 200;
    private const long FreeOfRatio = 4 << 20;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(one => Enumerable.Range(0, 8).Aggregate((uint)one, (sum, _) => (sum & 1) == 0 ? sum >> 1 : sum >> 1 ^ 0xEDB88320))];

    private long _position;
    private uint _sum = uint.MaxValue;

    public override int Read(Span<byte> buffer)
    {
        int count;
        try
        {
            count = inner.Read(buffer);
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException)
        {
            throw Refused("packed data that is broken or cut off", "a whole zip");
        }
        _position += count;
        foreach (var one in buffer[..count]) _sum = _sum >> 8 ^ Table[(byte)(_sum ^ one)];
        if (_position > FreeOfRatio && _position / HighestRatio > packed) throw Refused($"more than {HighestRatio} times its packed size", "files that are not packed so densely: this is how zip bombs look");
        if (budget.Exceeds(name, _position)) throw Refused("more than a zip may unpack to", "less content; see the limits of imports");
        if (count == 0 && buffer.Length > 0 && (_position != length || ~_sum != checksum)) throw Refused("another length or checksum than the zip names for it", "a whole zip");
        return count;
    }

    private FileRefusedException Refused(string found, string expected) => new(name, new Problem(0, "", found, expected));

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => _position; set => throw new NotSupportedException(); }
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
