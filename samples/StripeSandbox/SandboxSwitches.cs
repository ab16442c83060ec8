namespace OrchardCore.Portal.StripeSandbox;

/// <summary>How badly events travel. Stripe promises that they arrive, not that they arrive once, soon or in order.</summary>
public sealed class SandboxSwitches
{
    /// <summary>Events are sent by themselves, soon after; else only by <see cref="Sandbox.DeliverAsync"/>.</summary>
    public bool Automatic { get; set; } = true;

    /// <summary>Of a hundred events, how many are sent twice.</summary>
    public int DuplicatePercent { get; set; }

    /// <summary>Of a hundred events, how many are never sent.</summary>
    public int DropPercent { get; set; }
    public bool Reorder { get; set; }

    /// <summary>How long an event is held back.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Of the dice, so that a test can be repeated.</summary>
    public int Seed { set => Dice = new Random(value); }

    internal Random Dice { get; private set; } = new(1);
}

/// <summary>What a person does on the hosted page.</summary>
public enum Decision
{
    Succeed,

    /// <summary>The card is refused; the page stays open for another try.</summary>
    Decline,

    /// <summary>A bank account: the bank answers days later.</summary>
    NeedsBankTime,

    /// <summary>Back to the shop; the page stays open until it expires.</summary>
    Cancel,

    /// <summary>Setup only: a card that is saved and declined when it is used.</summary>
    SaveDecliningCard,

    /// <summary>Setup only: a card that is saved and asks for the person when it is used.</summary>
    SaveAuthenticatingCard,
}

/// <summary>The truth about one payment, in minor units.</summary>
/// <param name="Received">What succeeded.</param>
/// <param name="Refunded">Refunds that succeeded.</param>
/// <param name="Disputed">Held back now by disputes that are open or lost; not by inquiries, and not by those that were won.</param>
public sealed record SandboxPayment(string PaymentIntent, string Status, long Received, long Refunded, long Disputed, IReadOnlyDictionary<string, string> Metadata);
