using System.Buffers;
using System.Globalization;
using System.Text;
using SQLitePCL;

namespace OrchardCore.Portal.Importing;

/// <summary>A parameter of a prepared statement of SQLite, which a row fills.</summary>
internal abstract class SqliteSlot<T>
{
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">SQLite does not take it.</exception>
    public abstract void Fill(T row);
}

/// <summary>Writes values as Microsoft.Data.Sqlite does, so that EF reads them. What is bound stays bound: a value that stood there before is not bound again.</summary>
internal sealed class SqliteSlot<T, TStored>(sqlite3_stmt statement, int parameter, Func<T, TStored> of) : SqliteSlot<T>
{
    private TStored? _bound;
    private bool _isBound;

    public override void Fill(T row)
    {
        var value = of(row);
        if (_isBound && EqualityComparer<TStored>.Default.Equals(_bound, value)) return;
        Microsoft.Data.Sqlite.SqliteException.ThrowExceptionForRC(Bind(value), null);
        (_bound, _isBound) = (value, true);
    }

    private int Bind(TStored value)
    {
        Span<byte> text = stackalloc byte[64];
        switch (value)
        {
            case null: return raw.sqlite3_bind_null(statement, parameter);
            case string words: return Bind(words);
            case long number: return raw.sqlite3_bind_int64(statement, parameter, number);
            case int number: return raw.sqlite3_bind_int(statement, parameter, number);
            case bool yes: return raw.sqlite3_bind_int(statement, parameter, yes ? 1 : 0);
            case DateOnly day:
                day.TryFormat(text, out var length, "O", CultureInfo.InvariantCulture);
                return raw.sqlite3_bind_text(statement, parameter, text[..length]);
            case DateTime instant:
                instant.TryFormat(text, out length, @"yyyy\-MM\-dd HH\:mm\:ss.FFFFFFF", CultureInfo.InvariantCulture);
                return raw.sqlite3_bind_text(statement, parameter, text[..length]);
            case Guid id:
                id.TryFormat(text, out length);
                Ascii.ToUpperInPlace(text[..length], out _);
                return raw.sqlite3_bind_text(statement, parameter, text[..length]);
            case byte[] { Length: > 0 } bytes: return raw.sqlite3_bind_blob(statement, parameter, bytes);
            case byte[]: return raw.sqlite3_bind_zeroblob(statement, parameter, 0);
            default: throw new NotSupportedException($"{typeof(TStored)} is not written in bulk.");
        }
    }

    private int Bind(string words)
    {
        if (words.Length == 0) return raw.sqlite3_bind_text(statement, parameter, words);   // an empty span would be a null
        var most = words.Length * 3;
        byte[]? rented = null;
        var text = most <= 512 ? stackalloc byte[512] : rented = ArrayPool<byte>.Shared.Rent(most);
        var fault = raw.sqlite3_bind_text(statement, parameter, text[..Encoding.UTF8.GetBytes(words, text)]);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return fault;
    }
}
