using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using SQLitePCL;

namespace OrchardCore.Portal.Importing;

/// <summary>A column of a table as bulk writing sees it: where its value stands in a row, and what the database takes for it. Values keep their type, so that none of millions is put into a box.</summary>
/// <param name="Property">Of the row.</param>
/// <param name="Name">Delimited, for SQL.</param>
/// <param name="StoreType">The database's word for its type, without length or precision.</param>
internal abstract record StoredColumn<T>(string Property, string Name, string StoreType)
{
    /// <param name="way">From the row to the part that has the property; empty where it is the row's own.</param>
    public static StoredColumn<T> Of(IReadOnlyList<INavigation> way, IProperty property, string name)
    {
        var row = Expression.Parameter(typeof(T), "row");
        var value = Converted(Expression.Property(way.Aggregate((Expression)row, (from, part) => Expression.Property(from, part.PropertyInfo!)), property.PropertyInfo!), property);
        var column = typeof(StoredColumn<,>).MakeGenericType(typeof(T), value.Type);
        return (StoredColumn<T>)Activator.CreateInstance(column, property.Name, name, property.GetRelationalTypeMapping().StoreType.Split('(')[0], Expression.Lambda(value, row).Compile())!;
    }

    // As EF would store it. A converter knows no nulls.
    private static Expression Converted(Expression value, IProperty property)
    {
        if (property.GetRelationalTypeMapping().Converter?.ConvertToProviderExpression is not { } convert) return value;
        if (Nullable.GetUnderlyingType(value.Type) is null || convert.Parameters[0].Type == value.Type) return Expression.Invoke(convert, value);
        var some = Expression.Invoke(convert, Expression.Property(value, "Value"));
        var type = some.Type.IsValueType ? typeof(Nullable<>).MakeGenericType(some.Type) : some.Type;
        return Expression.Condition(Expression.Property(value, "HasValue"), Expression.Convert(some, type), Expression.Default(type));
    }

    /// <summary>For one row of a statement that is prepared: its parameter there.</summary>
    public abstract SqliteSlot<T> SlotAt(sqlite3_stmt statement, int parameter);

    public abstract void Copy(NpgsqlBinaryImporter copy, T row);
}

/// <summary>One whose values have a type that the provider of the database takes.</summary>
internal sealed record StoredColumn<T, TStored>(string Property, string Name, string StoreType, Func<T, TStored> Value) : StoredColumn<T>(Property, Name, StoreType)
{
    public override SqliteSlot<T> SlotAt(sqlite3_stmt statement, int parameter) => new SqliteSlot<T, TStored>(statement, parameter, Value);

    public override void Copy(NpgsqlBinaryImporter copy, T row)
    {
        if (Value(row) is { } value) copy.Write(value, StoreType);
        else copy.WriteNull();
    }
}
