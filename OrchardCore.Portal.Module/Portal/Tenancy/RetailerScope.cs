namespace OrchardCore.Portal.Tenancy;

/// <summary>Whose data this scope may touch. A host enters it once; whoever asks before that gets an exception, not a default.</summary>
public sealed class RetailerScope
{
    // Follows the work through awaits, for what the framework makes once for the whole process: cookies and data protection.
    private static readonly AsyncLocal<Retailer?> Ambient = new();

    private Retailer? _entered;

    public Retailer Current => _entered ?? throw new InvalidOperationException("This was asked for outside a retailer's scope.");

    internal static Retailer? Around => Ambient.Value;

    public void Enter(Retailer retailer)
    {
        if (_entered is not null && _entered.Id != retailer.Id)
            throw new InvalidOperationException($"The scope of {_entered.Id} cannot become that of {retailer.Id}.");
        _entered = Ambient.Value = retailer;
    }
}
