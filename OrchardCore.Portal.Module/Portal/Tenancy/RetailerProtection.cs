using Microsoft.AspNetCore.DataProtection;

namespace OrchardCore.Portal.Tenancy;

/// <summary>
/// Adds the retailer's id to every Data Protection purpose, at the moment of use: a ticket, token or signed link of one retailer is
/// worthless at another, whichever part of the framework made it.
/// </summary>
internal sealed class RetailerProtection(IDataProtectionProvider inner) : IDataProtectionProvider
{
    public IDataProtector CreateProtector(string purpose) => new Protector(inner, [purpose]);

    private sealed class Protector(IDataProtectionProvider inner, IReadOnlyList<string> purposes) : IDataProtector
    {
        public IDataProtector CreateProtector(string purpose) => new Protector(inner, [.. purposes, purpose]);
        public byte[] Protect(byte[] plaintext) => OfRetailer().Protect(plaintext);
        public byte[] Unprotect(byte[] protectedData) => OfRetailer().Unprotect(protectedData);

        private IDataProtector OfRetailer() => inner.CreateProtector(
            [$"Portal.Retailer.{RetailerScope.Around?.Id ?? throw new InvalidOperationException("Protected data was asked for outside a retailer's scope.")}", .. purposes]);
    }
}
