"""
The vendors in miniature: Cin7 Core and ShipStation, with memory and manners.
"""
