using Microsoft.Extensions.DependencyInjection;

namespace Intake.Addresses;

/// <summary>Registers what lets people tell their other addresses.</summary>
internal static class AddressServices
{
    /// <summary>Adds the pages, the links and the commands.</summary>
    public static IServiceCollection AddAddresses(this IServiceCollection services) => services
        .AddSingleton<AddressLinks>().AddSingleton<AddressPairs>().AddSingleton<AddressPages>().AddSingleton<AddressDoor>()
        .AddSingleton<AskAddressHandler>().AddSingleton<ConfirmAddressHandler>().AddSingleton<RefuseAddressHandler>();
}
